using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What an operator decided last about an app, and what looks over-privileged.</summary>
internal sealed record AppReviewResponse(
    [property: Description("When the app was last submitted, UTC; null if never.")] DateTime? SubmittedAt,
    [property: Description("When it was last decided, UTC; null if never.")] DateTime? DecidedAt,
    [property: Description("Who decided; null if nobody has.")] string? DecidedBy,
    [property: Description("Why it was rejected; else empty.")] ImmutableArray<string> Reasons,
    [property: Description("Requested scopes that no capability forces, no subscribed topic needs and no installation has used.")] ImmutableArray<ScopeId> OverPrivileged)
{
    public static AppReviewResponse From(AppReview review) =>
        new(review.SubmittedAt?.UtcDateTime, review.DecidedAt?.UtcDateTime, review.DecidedBy, review.Reasons, review.OverPrivileged);
}

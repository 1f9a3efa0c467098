using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A client secret, without itself.</summary>
internal sealed record ClientSecretResponse(
    [property: Description("Names it.")] ClientSecretId Id,
    [property: Description("Its last characters.")] string Hint,
    [property: Description("When it was made, UTC.")] DateTime CreatedAt,
    [property: Description("When it was last used, UTC, to within an hour; null for never.")] DateTime? LastUsedAt)
{
    public static ClientSecretResponse From(AppClientSecret secret) =>
        new(secret.Id, secret.Hint, secret.CreatedAt.UtcDateTime, secret.LastUsedAt?.UtcDateTime);
}

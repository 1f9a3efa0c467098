using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What follows from an attempt. Needs no storage.</summary>
internal static class RetryRules
{
    /// <summary>How many attempts of a delivery are kept.</summary>
    public const int KeptAttempts = 10;

    private const int Gone = 410;

    private const double Jitter = 0.2;

    private static readonly TimeSpan MaxAskedFor = TimeSpan.FromHours(2);

    private static readonly ImmutableArray<TimeSpan> Standard =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    private static readonly ImmutableArray<TimeSpan> SingleRetry = [TimeSpan.FromMinutes(1)];

    /// <summary>Whether the endpoint has said that it wants nothing more.</summary>
    public static bool IsGone(WebhookAnswer answer) => answer.StatusCode == Gone;

    /// <summary>The delivery after an attempt that was made.</summary>
    /// <param name="delivery">The delivery before it.</param>
    /// <param name="profile">How often the app wants it tried.</param>
    /// <param name="answer">What came of the attempt.</param>
    /// <param name="begun">When it began, UTC.</param>
    /// <param name="ended">When it was over, UTC.</param>
    /// <param name="chance">A random number from 0 to 1, for the jitter.</param>
    public static Delivery After(Delivery delivery, RetryProfile profile, WebhookAnswer answer, DateTimeOffset begun, DateTimeOffset ended, double chance)
    {
        var attempted = delivery with
        {
            AttemptCount = delivery.AttemptCount + 1,
            Attempts = [.. delivery.Attempts.Append(ToAttempt(answer, begun)).TakeLast(KeptAttempts)],
            FirstSentAt = delivery.FirstSentAt ?? begun,
        };
        if (answer.IsSuccess)
        {
            return Completed(attempted, DeliveryStatus.Delivered, null, ended);
        }

        if (IsGone(answer))
        {
            return Completed(attempted, DeliveryStatus.Failed, DeliveryReason.EndpointGone, ended);
        }

        var delays = profile == RetryProfile.SingleRetry ? SingleRetry : Standard;
        return attempted.AttemptCount > delays.Length
            ? Completed(attempted, DeliveryStatus.Failed, DeliveryReason.AttemptsExhausted, ended)
            : attempted with { NextAttemptAt = Latest(ended + Jittered(delays[attempted.AttemptCount - 1], chance), AskedFor(answer, ended)) };
    }

    /// <summary>The delivery when it is sent no more.</summary>
    public static Delivery GivenUp(Delivery delivery, DeliveryReason reason, DateTimeOffset now) =>
        Completed(delivery, reason == DeliveryReason.TopicInactive ? DeliveryStatus.Cancelled : DeliveryStatus.Failed, reason, now);

    public static DeliveryAttempt ToAttempt(WebhookAnswer answer, DateTimeOffset begun) => new()
    {
        At = begun,
        DurationMilliseconds = (long)answer.Duration.TotalMilliseconds,
        StatusCode = answer.StatusCode,
        Error = answer.Error,
        Response = answer.Response,
    };

    private static Delivery Completed(Delivery delivery, DeliveryStatus status, DeliveryReason? reason, DateTimeOffset at) =>
        delivery with { Status = status, Reason = reason, CompletedAt = at, NextAttemptAt = null };

    private static TimeSpan Jittered(TimeSpan delay, double chance) => delay * (1 - Jitter + (2 * Jitter * chance));

    // An endpoint may ask for more time than the profile gives, not for less, and not for ever.
    private static DateTimeOffset? AskedFor(WebhookAnswer answer, DateTimeOffset now) =>
        answer.RetryAt is { } at && at - now > MaxAskedFor ? now + MaxAskedFor : answer.RetryAt;

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}

using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One attempt to hand a notification to the endpoint.</summary>
[Example("""
    { "at": "2026-11-23T10:15:31.209Z", "durationMs": 48, "statusCode": 200, "error": null, "response": "ok" }
    """)]
internal sealed record AttemptResponse(
    [property: Description("When it began.")] DateTime At,
    [property: Description("How long it took, in milliseconds.")] long DurationMs,
    [property: Description("The status code of the answer; null where there was none.")] long? StatusCode,
    [property: Description("What went wrong; null for a 2xx answer.")] string? Error,
    [property: Description("The first KiB of the answer's body; null where there was none.")] string? Response)
{
    public static AttemptResponse From(DeliveryAttempt attempt) =>
        new(attempt.At.UtcDateTime, attempt.DurationMilliseconds, attempt.StatusCode, attempt.Error, attempt.Response);
}

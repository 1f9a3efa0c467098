using System.Net;

namespace Registry.Silo;

/// <summary>When an endpoint wants to be asked again (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(2);

    /// <returns>Null where it does not say, or not in a way that can be understood.</returns>
    public static DateTimeOffset? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            || response.Headers.RetryAfter is not { } header)
        {
            return null;
        }

        var wait = header.Delta ?? header.Date - now;
        return wait > TimeSpan.Zero ? now + (wait < Most ? wait.Value : Most) : null;
    }
}

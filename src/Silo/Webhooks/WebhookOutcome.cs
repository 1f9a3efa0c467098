namespace Registry.Silo;

/// <summary>How an attempt ended: the values of a metric's tag, and what an endpoint is spared for.</summary>
internal static class WebhookOutcome
{
    /// <summary>The endpoint has taken it.</summary>
    public const string Delivered = "delivered";

    /// <summary>The endpoint lives and does not want it.</summary>
    public const string Refused = "refused";

    /// <summary>The endpoint says that it does not work: 5xx, or 408.</summary>
    public const string Failed = "failed";

    /// <summary>There was no answer in time.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>There was no connection, no trust, or no HTTP.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Nothing was sent, to spare the endpoint.</summary>
    public const string Spared = "spared";

    /// <summary>Nothing was sent, because too much was under way.</summary>
    public const string Busy = "busy";

    /// <summary>Nothing was sent, because the secrets could not be had.</summary>
    public const string Unsigned = "unsigned";

    // 429 and 410 come from an endpoint that works: it says itself when to come back, or not to.
    public static string Of(int status) => status switch
    {
        >= 200 and < 300 => Delivered,
        408 or >= 500 => Failed,
        _ => Refused,
    };

    /// <summary>Whether it shows that an endpoint works.</summary>
    public static bool IsAlive(string outcome) => outcome is Delivered or Refused;

    /// <summary>Whether it speaks for an endpoint that is down.</summary>
    public static bool IsFault(string outcome) => outcome is Failed or TimedOut or Unreachable;
}

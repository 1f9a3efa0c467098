namespace Registry.Api;

/// <summary>How much a process takes on at the same time. Section <c>Overload</c> of the configuration.</summary>
public sealed class OverloadOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Overload";

    /// <summary>Requests that are worked on at the same time, but for checks: changes, lists, events, pages. Default 256, 1 to 100,000.</summary>
    public int MaxRequests { get; set; } = 256;

    /// <summary>
    /// The same for checks that are not answered at once: batches, and those of installations that have to be fetched or asked by
    /// a message. They have places of their own, which nothing else takes. Default 1,024, 1 to 100,000.
    /// </summary>
    public int MaxChecks { get; set; } = 1_024;

    /// <summary>How many of each may wait for their turn; the next one is turned away. Default 1,024, 1 to 100,000.</summary>
    public int MaxWaiting { get; set; } = 1_024;

    /// <summary>How long one may wait for its turn; then it is turned away. Default 1 s, 10 ms to 30 s.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Connections that are open at the same time; one more is closed at once. Default 10,000, 1 to 1,000,000.</summary>
    public int MaxConnections { get; set; } = 10_000;
}

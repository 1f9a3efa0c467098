namespace Registry.Grains;

/// <summary>How notifications wait, and for how long they are kept. Configuration section <c>Deliveries</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Deliveries";

    /// <summary>How many deliveries may wait for one installation; when there are more, the oldest are given up. Default: 10,000. From 1 to 1,000,000.</summary>
    public int MaxPending { get; set; } = 10_000;

    /// <summary>
    /// How many deliveries may wait in all. It is shared out evenly: with so many installations for which something waits
    /// that <see cref="MaxPending"/> each would be more, each may have its share, at least one. Default: 1,000,000. From 1,000
    /// to 100,000,000; the same on all silos.
    /// </summary>
    public int MaxPendingInAll { get; set; } = 1_000_000;

    /// <summary>How long events and deliveries are kept. Default: 14 days. From 2 days (retries take 28 hours) to 365 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How often it is looked for deliveries and replays that nobody works on, because the process that did is gone. Default: 5 seconds. From 100 ms to 5 minutes.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a secret stays valid after it was replaced. Default: 24 hours. From 0 to 30 days.</summary>
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromHours(24);
}

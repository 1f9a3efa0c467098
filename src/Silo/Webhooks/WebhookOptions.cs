namespace Registry.Silo;

/// <summary>Which webhook endpoints apps may have, and how they are called. Configuration section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>
    /// Whether an endpoint may be plain http on a loopback address, for trying out on one machine. Default: false; not
    /// permitted for a cluster in the Production environment.
    /// </summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>
    /// Whether a new endpoint has to answer a HEAD request before it becomes an app's, where the caller does not say.
    /// Default: only in the Production environment.
    /// </summary>
    public bool? VerifyEndpoints { get; set; }

    /// <summary>
    /// Networks that are not public where endpoints may be all the same: <c>10.1.0.0/16, fd12:3456::/32</c>, with commas
    /// or spaces between. Default: none.
    /// </summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>
    /// A PEM file with certificates (of authorities, or of endpoints themselves) that are trusted besides those that the
    /// operating system trusts. Relative to the current directory. Default: none.
    /// </summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>How long an attempt may take, from the look-up of the host name to the end of the answer. Default 5 s, 1 to 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many attempts a silo makes at the same time. Default 512, 1 to 10,000.</summary>
    public int MaxConcurrent { get; set; } = 512;

    /// <summary>How many of them go to one app. Default 32, 1 to 1,000, and no more than <see cref="MaxConcurrent"/>.</summary>
    public int MaxConcurrentPerApp { get; set; } = 32;

    /// <summary>The part of an app's attempts that must fail within <see cref="BreakerWindow"/> before its endpoint is spared. Default 0.5, 0.1 to 1.</summary>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>How many attempts there must have been within <see cref="BreakerWindow"/> before an endpoint is spared. Default 20, 2 to 1,000.</summary>
    public int BreakerMinimumThroughput { get; set; } = 20;

    /// <summary>How far the look back at an app's attempts goes. Default 15 min, 1 s to 1 day.</summary>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an endpoint is spared before one attempt shows whether it is back. Default 15 min, 1 s to 1 day.</summary>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many attempts a second a silo makes to an app whose endpoint has just come back. Default 10, 1 to 1,000.</summary>
    public int CatchUpRate { get; set; } = 10;

    /// <summary>How long <see cref="CatchUpRate"/> holds after an endpoint has come back. Default 5 min, 0 to 1 h.</summary>
    public TimeSpan CatchUpTime { get; set; } = TimeSpan.FromMinutes(5);
}

namespace Registry.Api;

/// <summary>How often callers may call. Section <c>RateLimits</c> of the configuration. A rate of 0 is no limit.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "RateLimits";

    /// <summary>Requests a second of one workspace admin or developer, in the API and the Hub together. Default 100, 0 to 1,000,000.</summary>
    public int CallerRate { get; set; } = 100;

    /// <summary>How many of them at once after a quiet time. Default 1,000, 1 to 1,000,000.</summary>
    public int CallerBurst { get; set; } = 1_000;

    /// <summary>Requests a second of one service or operator. Default 0: what the platform itself asks is not limited; 0 to 1,000,000.</summary>
    public int PlatformRate { get; set; }

    /// <summary>How many of them at once after a quiet time. Default 10,000, 1 to 1,000,000.</summary>
    public int PlatformBurst { get; set; } = 10_000;

    /// <summary>Requests a second for one workspace, whoever sends them; checks do not count. Default 500, 0 to 1,000,000.</summary>
    public int WorkspaceRate { get; set; } = 500;

    /// <summary>How many of them at once after a quiet time. Default 2,000, 1 to 1,000,000.</summary>
    public int WorkspaceBurst { get; set; } = 2_000;
}

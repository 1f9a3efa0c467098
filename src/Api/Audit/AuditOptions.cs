namespace Registry.Api;

/// <summary>What is entered in audit logs, and when. Configuration section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// How long refused accesses are counted before they are entered, as one entry for each caller and what it asked for.
    /// What was counted is lost where the process is killed. Default: 30 seconds; range: 1 second to 1 hour.
    /// </summary>
    public TimeSpan RefusalPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many entries one caller makes in a period; what it is refused besides is counted in one more. Default: 20; range: 1 to 1,000.
    /// </summary>
    public int MostRefusals { get; set; } = 20;
}

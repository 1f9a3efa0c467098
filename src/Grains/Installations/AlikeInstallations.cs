namespace Registry.Grains;

/// <summary>The installations of an app by what they may do: most workspaces grant the same.</summary>
/// <param name="Groups">One installation of each kind, and how many there are.</param>
/// <param name="IsComplete">Whether all were counted.</param>
internal sealed record AlikeInstallations(IReadOnlyDictionary<InstallationRecord, int> Groups, bool IsComplete)
{
    /// <summary>How many were counted.</summary>
    public int Count { get; } = Groups.Values.Sum();
}

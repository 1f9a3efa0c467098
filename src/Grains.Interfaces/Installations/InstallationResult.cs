namespace Registry.Grains.Interfaces;

/// <summary>The outcome of a change of an installation.</summary>
[GenerateSerializer, Immutable, Alias("registry.InstallationResult")]
public abstract record InstallationResult
{
    private InstallationResult()
    {
    }

    /// <summary>The installation is now as asked for, and that is on disk.</summary>
    /// <param name="Installation">The installation after the call.</param>
    /// <param name="Created">Whether this call installed the app in the workspace for the first time.</param>
    /// <param name="Changed">Whether this call changed anything; false for a repetition.</param>
    [GenerateSerializer, Immutable, Alias("registry.InstallationResult.Accepted")]
    public sealed record Accepted(
        [property: Id(0)] Installation Installation,
        [property: Id(1)] bool Created,
        [property: Id(2)] bool Changed) : InstallationResult;

    /// <summary>Nothing was changed.</summary>
    [GenerateSerializer, Immutable, Alias("registry.InstallationResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : InstallationResult;
}

using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Answers checks, by the shortest way that there is from this process to the installations.</summary>
public interface IScopeChecks
{
    /// <summary>Whether the app may use <paramref name="scope"/> in the workspace, now: exactly what <see cref="IInstallationGrain.CheckAsync"/> answers.</summary>
    /// <exception cref="RegistryUnavailableException">The installation can't be asked now.</exception>
    ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope);

    /// <summary>
    /// The same answer, where it is to be had by less than a message of its own; null where <see cref="CheckAsync"/> has to find
    /// out. Never throws for what is out of reach.
    /// </summary>
    ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope);

    /// <summary>The answers to many checks, each as by itself, in the order of the checks.</summary>
    /// <exception cref="RegistryUnavailableException">One of the installations can't be asked now.</exception>
    ValueTask<ImmutableArray<ScopeDecision>> CheckManyAsync(ImmutableArray<ScopeCheck> checks);
}

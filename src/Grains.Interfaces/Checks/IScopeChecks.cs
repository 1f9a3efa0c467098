using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Answers checks, by the shortest way that there is from this process to the installations.</summary>
public interface IScopeChecks
{
    /// <summary>Whether the app may use <paramref name="scope"/> in the workspace, now: exactly what <see cref="IInstallationGrain.CheckAsync"/> answers.</summary>
    /// <exception cref="RegistryUnavailableException">The installation can't be asked now.</exception>
    ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope);

    /// <summary>
    /// Answers where that takes no waiting, because the installation is active in this process; false where <see cref="CheckAsync"/>
    /// has to find out. Safe on any thread.
    /// </summary>
    bool TryCheck(InstallationKey installation, ScopeId scope, out ScopeDecision decision);

    /// <summary>The answers to many checks, each as by itself, in the order of the checks.</summary>
    /// <exception cref="RegistryUnavailableException">One of the installations can't be asked now.</exception>
    ValueTask<ImmutableArray<ScopeDecision>> CheckManyAsync(ImmutableArray<ScopeCheck> checks);
}

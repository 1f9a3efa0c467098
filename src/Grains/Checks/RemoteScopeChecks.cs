using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Asks silos in other processes: each installation by itself, many of them through whichever silo is at hand.</summary>
public sealed class RemoteScopeChecks(IGrainFactory grains) : IScopeChecks
{
    /// <inheritdoc/>
    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) => grains.GetInstallation(installation).CheckAsync(scope);

    /// <inheritdoc/>
    public bool TryCheck(InstallationKey installation, ScopeId scope, out ScopeDecision decision)
    {
        decision = default;
        return false;
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ScopeDecision>> CheckManyAsync(ImmutableArray<ScopeCheck> checks) => grains.GetScopeChecks().CheckAsync(checks);
}

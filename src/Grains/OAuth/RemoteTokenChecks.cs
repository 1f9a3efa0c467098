using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Asks silos in other processes, by a call for each token.</summary>
public sealed class RemoteTokenChecks(IGrainFactory grains) : ITokenChecks
{
    bool ITokenChecks.AnswersAtOnce => false;

    /// <inheritdoc/>
    public ValueTask<AccessTokenState?> IntrospectAsync(InstallationKey installation, AccessTokenProof proof) => grains.GetInstallation(installation).IntrospectAsync(proof);

    bool ITokenChecks.TryIntrospect(InstallationKey installation, AccessTokenProof proof, out AccessTokenState? state)
    {
        state = null;
        return false;
    }

    /// <inheritdoc/>
    public ValueTask<ScopeDecision?> AuthorizeAsync(InstallationKey installation, AccessTokenProof proof, ScopeId scope) => grains.GetInstallation(installation).AuthorizeAsync(proof, scope);

    bool ITokenChecks.TryAuthorize(InstallationKey installation, AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision)
    {
        decision = null;
        return false;
    }
}

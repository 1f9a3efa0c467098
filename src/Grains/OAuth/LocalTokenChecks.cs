using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Answers from the activations of this silo without a message, where they can; asks by a call what is not here.</summary>
internal sealed class LocalTokenChecks(ActiveInstallations active, IGrainFactory grains) : ITokenChecks
{
    public bool AnswersAtOnce => true;

    public ValueTask<AccessTokenState?> IntrospectAsync(InstallationKey installation, AccessTokenProof proof) =>
        TryIntrospect(installation, proof, out var state) ? new(state) : grains.GetInstallation(installation).IntrospectAsync(proof);

    public bool TryIntrospect(InstallationKey installation, AccessTokenProof proof, out AccessTokenState? state)
    {
        state = null;
        return active.Find(installation) is { } local && local.TryIntrospect(proof, out state);
    }

    public ValueTask<ScopeDecision?> AuthorizeAsync(InstallationKey installation, AccessTokenProof proof, ScopeId scope) =>
        TryAuthorize(installation, proof, scope, out var decision) ? new(decision) : grains.GetInstallation(installation).AuthorizeAsync(proof, scope);

    public bool TryAuthorize(InstallationKey installation, AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision)
    {
        decision = null;
        return active.Find(installation) is { } local && local.TryAuthorize(proof, scope, out decision);
    }
}

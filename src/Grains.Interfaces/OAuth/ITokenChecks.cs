namespace Registry.Grains.Interfaces;

/// <summary>Tells what access tokens of apps permit, by the shortest way that there is from this process to the installations.</summary>
public interface ITokenChecks
{
    /// <summary>Whether anything is ever to be had at once here: not in a process without installations, where trying costs and brings nothing.</summary>
    bool AnswersAtOnce { get; }

    /// <summary>What the bearer may do, now: exactly what <see cref="IInstallationGrain.IntrospectAsync"/> answers.</summary>
    /// <exception cref="RegistryUnavailableException">The installation can't be asked now.</exception>
    ValueTask<AccessTokenState?> IntrospectAsync(InstallationKey installation, AccessTokenProof proof);

    /// <summary>The same answer, where it is to be had at once; false where it takes a message. Never throws for what is out of reach.</summary>
    bool TryIntrospect(InstallationKey installation, AccessTokenProof proof, out AccessTokenState? state);

    /// <summary>Whether the bearer may use <paramref name="scope"/>, now: exactly what <see cref="IInstallationGrain.AuthorizeAsync"/> answers.</summary>
    /// <exception cref="RegistryUnavailableException">The installation can't be asked now.</exception>
    ValueTask<ScopeDecision?> AuthorizeAsync(InstallationKey installation, AccessTokenProof proof, ScopeId scope);

    /// <summary>The same answer, where it is to be had at once; false where it takes a message. Never throws for what is out of reach.</summary>
    bool TryAuthorize(InstallationKey installation, AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision);
}

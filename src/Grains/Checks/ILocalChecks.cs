using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An activation that answers checks, of the app and of its tokens, on any thread of its silo.</summary>
internal interface ILocalChecks
{
    /// <summary>What it answers checks of the app from, as long as that is good; null where it has to be called.</summary>
    CheckView? View { get; }

    /// <summary>
    /// Tells what a token permits, as <see cref="IInstallationGrain.IntrospectAsync"/> does; false where the activation has to be
    /// called, as for every token that expires: what such a one looks like is stored apart.
    /// </summary>
    bool TryIntrospect(AccessTokenProof proof, out AccessTokenState? state);

    /// <summary>The same for <see cref="IInstallationGrain.AuthorizeAsync"/>.</summary>
    bool TryAuthorize(AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision);
}

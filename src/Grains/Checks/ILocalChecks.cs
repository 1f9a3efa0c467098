using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An activation that answers checks, of the app and of its tokens, on any thread of its silo.</summary>
internal interface ILocalChecks
{
    /// <summary>Until when it does.</summary>
    LocalAnswers Answers { get; }

    /// <summary>
    /// Answers a check as a call of the activation that arrives now would; false where it can't, and has to be called.
    /// Safe on any thread, takes no lock, waits for nothing, allocates nothing.
    /// </summary>
    /// <param name="scope">What is asked for.</param>
    /// <param name="now">The time (<see cref="ActiveInstallations.Now"/>): many checks at once share one look at the clock.</param>
    /// <param name="decision">The answer.</param>
    bool TryCheck(ScopeId scope, long now, out ScopeDecision decision);

    /// <summary>
    /// Tells what a token permits, as <see cref="IInstallationGrain.IntrospectAsync"/> does; false where the activation has to be
    /// called, as for every token that expires: what such a one looks like is stored apart.
    /// </summary>
    bool TryIntrospect(AccessTokenProof proof, out AccessTokenState? state);

    /// <summary>The same for <see cref="IInstallationGrain.AuthorizeAsync"/>.</summary>
    bool TryAuthorize(AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision);
}

using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An activation that answers checks on any thread of its silo.</summary>
internal interface ILocalChecks
{
    /// <summary>
    /// Answers a check as a call of the activation that arrives now would; false where it can't, and has to be called.
    /// Safe on any thread, takes no lock, waits for nothing, allocates nothing.
    /// </summary>
    bool TryCheck(ScopeId scope, out ScopeDecision decision);
}

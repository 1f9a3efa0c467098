using System.Collections.Frozen;
using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Scopes as a list and for look-ups. Equal ones are shared: a million installations have a few different sets between them.</summary>
internal sealed class ScopeSet
{
    private FrozenSet<ScopeId>? members;
    private RecentTexts? recent;

    public ScopeSet(ImmutableArray<ScopeId> scopes) => Scopes = scopes;

    /// <summary>The scopes, in the order that they were given in.</summary>
    public ImmutableArray<ScopeId> Scopes { get; }

    // Made when it is first asked for: what is only stored and shown does without.
    private FrozenSet<ScopeId> Members => members ??= Scopes.ToFrozenSet();

    public bool Contains(ScopeId scope) => recent?.Contains(scope.Value) == true || Find(scope);

    private bool Find(ScopeId scope)
    {
        if (!Members.Contains(scope))
        {
            return false;
        }

        (recent ??= new()).Add(scope.Value);
        return true;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The sets of scopes of this process, each once. Safe on any thread.</summary>
internal static class ScopeSets
{
    // Far more than apps have in use; whoever makes up new ones all the time does not fill the memory.
    private const int Most = 16_384;

    private static readonly ConcurrentDictionary<ImmutableArray<ScopeId>, ScopeSet> Known = new(new SequenceComparer());
    private static readonly ConcurrentDictionary<ImmutableArray<ScopeId>, ScopeSet>.AlternateLookup<ReadOnlySpan<ScopeId>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<ScopeId>>();

    /// <summary>How many there are.</summary>
    public static int Count => Known.Count;

    /// <summary>The one set of these scopes in this order.</summary>
    public static ScopeSet Of(ReadOnlySpan<ScopeId> scopes)
    {
        if (BySpan.TryGetValue(scopes, out var known))
        {
            return known;
        }

        if (Known.Count >= Most)
        {
            Known.Clear();
        }

        var set = new ScopeSet([.. scopes]);
        return Known.GetOrAdd(set.Scopes, set);
    }

    private sealed class SequenceComparer : IEqualityComparer<ImmutableArray<ScopeId>>, IAlternateEqualityComparer<ReadOnlySpan<ScopeId>, ImmutableArray<ScopeId>>
    {
        public bool Equals(ImmutableArray<ScopeId> x, ImmutableArray<ScopeId> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<ScopeId> scopes) => GetHashCode(scopes.AsSpan());

        public bool Equals(ReadOnlySpan<ScopeId> alternate, ImmutableArray<ScopeId> other) => alternate.SequenceEqual(other.AsSpan());

        public int GetHashCode(ReadOnlySpan<ScopeId> alternate)
        {
            var hash = new HashCode();
            foreach (var scope in alternate)
            {
                hash.Add(scope);
            }

            return hash.ToHashCode();
        }

        public ImmutableArray<ScopeId> Create(ReadOnlySpan<ScopeId> alternate) => [.. alternate];
    }
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Sets of ids as the model keeps them, and as the contracts show them.</summary>
internal static class Ids
{
    public static ImmutableSortedSet<string> None { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string?> NoReasons { get; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    public static ImmutableSortedSet<string> Set(IEnumerable<string> ids) => None.Union(ids);

    public static ImmutableSortedSet<string> SetOf<T>(IEnumerable<T> ids)
        where T : struct, IIdentifier<T> => Set(ids.Select(id => id.Value));

    public static ImmutableArray<T> Of<T>(IEnumerable<string> ids)
        where T : struct, IIdentifier<T> => [.. ids.Select(id => T.Parse(id, null))];
}

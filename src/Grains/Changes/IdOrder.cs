using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The order that lists of ids are stored and shown in: ordinal, so that it is the same everywhere.</summary>
internal static class IdOrder
{
    extension<T>(IEnumerable<T> ids)
        where T : struct, IIdentifier<T>
    {
        /// <summary>The ids without repetition, in order.</summary>
        public ImmutableArray<T> Ordered() =>
            [.. ids.Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];
    }
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Counts of several processes put together.</summary>
internal sealed class OutcomeSum
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(ImmutableArray<OutcomeCount> outcomes)
    {
        foreach (var (outcome, count) in outcomes)
        {
            counts[outcome] = counts.GetValueOrDefault(outcome) + count;
        }
    }

    public ImmutableArray<OutcomeCount> ToCounts() => [.. counts.Select(each => new OutcomeCount(each.Key, each.Value))];
}

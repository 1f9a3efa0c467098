using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Counts by the value of one tag. Counting takes neither a lock nor memory: values are few and come as the same objects
/// again and again, so looking through them is all it takes.
/// </summary>
internal sealed class OutcomeCounter(string tag) : Measured
{
    // Room for all values that a metric has. What would come on top is counted together.
    private const int MaxOutcomes = 32;

    private const string Rest = "other";

    private readonly Lock gate = new();
    private readonly string[] outcomes = new string[MaxOutcomes];
    private readonly long[] counts = new long[MaxOutcomes];
    private volatile int known;

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags, tag) is { } outcome)
        {
            Interlocked.Add(ref counts[IndexOf(outcome)], (long)value);
        }
    }

    /// <summary>What was counted since the last time.</summary>
    public ImmutableArray<OutcomeCount> Take()
    {
        var taken = new List<OutcomeCount>();
        for (var index = 0; index < known; index++)
        {
            if (Interlocked.Exchange(ref counts[index], 0) is not 0 and var count)
            {
                taken.Add(new(outcomes[index], count));
            }
        }

        return [.. CollectionsMarshal.AsSpan(taken)];
    }

    private int IndexOf(string outcome)
    {
        var index = IndexOf(outcome, known);
        return index >= 0 ? index : Learn(outcome);
    }

    private int IndexOf(string outcome, int end)
    {
        for (var index = 0; index < end; index++)
        {
            if (outcomes[index] == outcome)
            {
                return index;
            }
        }

        return -1;
    }

    private int Learn(string outcome)
    {
        lock (gate)
        {
            var next = known;
            if (IndexOf(outcome, next) is >= 0 and var index)
            {
                return index;
            }

            if (next == MaxOutcomes)
            {
                return MaxOutcomes - 1;
            }

            outcomes[next] = next == MaxOutcomes - 1 ? Rest : outcome;
            known = next + 1;
            return next;
        }
    }
}

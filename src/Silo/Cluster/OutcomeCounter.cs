using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Counts by the value of one tag. Counting takes neither a lock nor memory: values are few and come as the same objects
/// again and again, so looking through them is all it takes.
/// </summary>
/// <param name="tag">The tag.</param>
/// <param name="isTotal">Whether what is measured is how many there were so far, instead of how many more.</param>
internal sealed class OutcomeCounter(string tag, bool isTotal = false) : Measured
{
    // Room for all values that a metric has. What would come on top is counted together.
    private const int MaxOutcomes = 32;

    private const string Rest = "other";

    private readonly Lock gate = new();
    private readonly string[] outcomes = new string[MaxOutcomes];
    private readonly long[] counts = new long[MaxOutcomes];
    private readonly long[] totals = new long[MaxOutcomes];
    private volatile int known;

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags, tag) is { } outcome)
        {
            var index = IndexOf(outcome);
            Interlocked.Add(ref counts[index], isTotal ? (long)value - Interlocked.Exchange(ref totals[index], (long)value) : (long)value);
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

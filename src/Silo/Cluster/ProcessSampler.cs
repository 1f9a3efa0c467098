using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Keeps what this process measured during the last hour, so that a board that is lost can be filled again.</summary>
internal sealed class ProcessSampler(ProcessMeasurements measurements, TimeProvider clock)
{
    private readonly Queue<(ProcessSample Sample, long TakenAt)> samples = [];
    private readonly Lock gate = new();
    private long lastTakenAt = clock.GetTimestamp();
    private long sequence;

    /// <summary>The sequence number of the oldest sample that is kept; of the next one where there is none.</summary>
    public long Oldest
    {
        get
        {
            lock (gate)
            {
                return samples.TryPeek(out var oldest) ? oldest.Sample.Sequence : sequence + 1;
            }
        }
    }

    public void Take()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            samples.Enqueue((measurements.Take(++sequence, clock.GetElapsedTime(lastTakenAt, now)), now));
            lastTakenAt = now;
            if (samples.Count > BoardTime.Steps)
            {
                samples.Dequeue();
            }
        }
    }

    /// <summary>The samples that came after the one of a sequence number, with their age now.</summary>
    public ImmutableArray<ProcessSample> After(long last)
    {
        lock (gate)
        {
            return [.. samples.Where(each => each.Sample.Sequence > last).Select(each => each.Sample with { Age = clock.GetElapsedTime(each.TakenAt) })];
        }
    }
}

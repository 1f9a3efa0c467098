using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A process that reports what a test tells it to.</summary>
internal sealed class TestProcess(Board board, TimeProvider clock)
{
    private readonly List<(ProcessSample Sample, DateTimeOffset TakenAt)> samples = [];
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly string id = Guid.NewGuid().ToString("N");

    public long Known { get; private set; }

    public void Take(ProcessSample sample) => samples.Add((sample with { Sequence = samples.Count + 1 }, clock.GetUtcNow()));

    public void Report(Board? other = null, bool isLast = false) => Known = (other ?? board).Report(new()
    {
        Process = id,
        Kind = ProcessKind.Silo,
        Name = "machine/1",
        Version = "1.0.0",
        Uptime = clock.GetUtcNow() - startedAt,
        Oldest = 1,
        IsLast = isLast,
        Samples = [.. samples.Where(each => each.Sample.Sequence > Known).Select(each => each.Sample with { Age = clock.GetUtcNow() - each.TakenAt })],
    });
}

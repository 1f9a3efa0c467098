using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What the board knows of one process.</summary>
internal sealed class BoardMember(DateTimeOffset startedAt)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    private ProcessSamples? report;
    private ProcessSample? last;
    private long lastStep;

    public long LastSequence => last?.Sequence ?? 0;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset LastSeenAt { get; private set; }

    // One that has ended is never back: after a restart it has another id. What arrives then was late.
    public void See(ProcessSamples samples, DateTimeOffset now) =>
        (report, LastSeenAt) = (samples with { Samples = [], IsLast = samples.IsLast || report?.IsLast == true }, now);

    /// <summary>Which step a new sample belongs to. Each is in one of its own: what a process has in memory must not count twice.</summary>
    public long Place(ProcessSample sample, DateTimeOffset now)
    {
        var step = BoardTime.StepOf(now - sample.Age);
        if (last is not null)
        {
            // A sample that comes a little early or late leaves neither a gap nor two in one step.
            var next = lastStep + 1;
            step = step < next || (step == next + 1 && sample.Sequence == last.Sequence + 1) ? next : step;
        }

        (last, lastStep) = (sample, step);
        return step;
    }

    public ProcessState StateAt(DateTimeOffset now) =>
        report!.IsLast ? ProcessState.Ended : now - LastSeenAt > LongestSilence ? ProcessState.Silent : ProcessState.Alive;

    public BoardProcess ToProcess(DateTimeOffset now) => new()
    {
        Id = report!.Process,
        Kind = report.Kind,
        Name = report.Name,
        Version = report.Version,
        Silo = report.Silo,
        StartedAt = startedAt,
        LastSeenAt = LastSeenAt,
        State = StateAt(now),
        Last = last,
    };
}

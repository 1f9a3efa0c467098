using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Puts the samples of all processes together, step by step, as they arrive; so what it takes in memory depends on the
/// hour, not on the number of processes.
/// </summary>
internal sealed class Board(TimeProvider clock)
{
    public const int MaxMembers = 300;

    // Processes report at different moments of a step, and a report takes a moment.
    private const int StepsUnderWay = 2;

    private static readonly TimeSpan Memory = BoardTime.Step * BoardTime.Steps;

    private readonly Dictionary<string, BoardMember> members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, BoardStep> steps = [];

    public long Report(ProcessSamples report)
    {
        var now = clock.GetUtcNow();
        Forget(now);
        if (Find(report, now) is not { } member)
        {
            // As if they were here: the process would send them again and again.
            return report.Samples is [.., var newest] ? newest.Sequence : 0;
        }

        member.See(report, now);
        if (report.Samples is [var first, ..] && (first.Sequence <= member.LastSequence + 1 || first.Sequence == report.Oldest))
        {
            foreach (var sample in report.Samples.Where(sample => sample.Sequence > member.LastSequence))
            {
                Add(member.Place(sample, now), sample, now);
            }
        }

        return member.LastSequence;
    }

    public ImmutableArray<BoardProcess> GetProcesses() =>
        [.. members.Values.Where(member => clock.GetUtcNow() - member.LastSeenAt <= Memory).OrderBy(member => member.StartedAt).Select(member => member.ToProcess(clock.GetUtcNow()))];

    public ImmutableArray<BoardPoint> GetPoints(DateTimeOffset? after)
    {
        var end = BoardTime.StepOf(clock.GetUtcNow()) - StepsUnderWay;
        var begin = Math.Max(end - BoardTime.Steps, after is { } time ? BoardTime.StepOf(time) : 0);
        return [.. steps.Where(step => step.Key > begin && step.Key <= end).Select(step => step.Value.ToPoint(BoardTime.Begin(step.Key)))];
    }

    private BoardMember? Find(ProcessSamples report, DateTimeOffset now)
    {
        if (members.TryGetValue(report.Process, out var member))
        {
            return member;
        }

        if (members.Count >= MaxMembers && !TryMakeRoom(now))
        {
            return null;
        }

        return members[report.Process] = new(now - report.Uptime);
    }

    // Of those that are gone, the one that has been for longest. One that came back all the same would count twice.
    private bool TryMakeRoom(DateTimeOffset now)
    {
        var (gone, _) = members.Where(each => each.Value.StateAt(now) != ProcessState.Alive).OrderBy(each => each.Value.LastSeenAt).FirstOrDefault();
        return gone is not null && members.Remove(gone);
    }

    private void Add(long number, ProcessSample sample, DateTimeOffset now)
    {
        if (number <= BoardTime.StepOf(now - Memory))
        {
            return;
        }

        if (!steps.TryGetValue(number, out var step))
        {
            steps[number] = step = new();
        }

        step.Add(sample);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (process, _) in members.Where(each => now - each.Value.LastSeenAt > Memory).ToList())
        {
            members.Remove(process);
        }

        // Two more than are shown, because the newest are not.
        while (steps.Count > 0 && steps.First().Key is var oldest && oldest <= BoardTime.StepOf(now) - BoardTime.Steps - StepsUnderWay)
        {
            steps.Remove(oldest);
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Samples of several processes become one picture.</summary>
public sealed class BoardTests
{
    // In the middle of a step.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 2, TimeSpan.Zero));
    private readonly Board board;

    public BoardTests() => board = new(clock);

    [Fact]
    public void Report_TwoProcesses_AddUp()
    {
        var (one, other) = (new TestProcess(board, clock), new TestProcess(board, clock));
        var (fast, slow) = (Enumerable.Repeat(0.001, 98), Enumerable.Repeat(1.0, 2));
        one.Take(Sample(3) with { Activations = 10, StorageLatency = Latency(fast) });
        other.Take(Sample(4) with { Activations = 5, StorageLatency = Latency(slow), Checks = [new("granted", 4), new("app_suspended", 1)] });
        one.Report();
        other.Report();

        var point = Assert.Single(PointsLater());
        Assert.Equal(2, point.Processes);
        Assert.Equal([new("app_suspended", 1), new("granted", 7)], point.Checks);
        Assert.Equal(15, point.Activations);
        Assert.Equal(100, point.StorageLatency!.Count);
        Near(0.001, point.StorageLatency.P50);
        Near(0.001, point.StorageLatency.P95);

        // The average of the two processes' own percentiles would be half of it.
        Near(1.0, point.StorageLatency.P99);
        Assert.Null(point.CheckLatency);
    }

    [Fact]
    public void Report_ToAnEmptyBoard_SendsAllAgainAndCountsOnce()
    {
        var process = new TestProcess(board, clock);
        Run(process, 10);
        var before = PointsLater();
        Assert.Equal(10, before.Length);

        var next = new Board(clock);
        process.Report(next);
        Assert.Equal(0, process.Known);
        process.Report(next);
        process.Report(next);

        Assert.Equal(10, process.Known);
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(next.GetPoints(after: null)));
    }

    [Fact]
    public void Report_ALittleEarlyOrLate_LeavesNeitherGapNorTwoInAStep()
    {
        var process = new TestProcess(board, clock);
        foreach (var seconds in new[] { 7.9, 2.2, 4.9, 7.8, 2.2, 5.0 })
        {
            process.Take(Sample(1) with { Activations = 1 });
            process.Report();
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        var points = PointsLater();
        Assert.Equal(6, points.Length);
        Assert.All(points, point => Assert.Equal(1, point.Activations));
        Assert.Equal(TimeSpan.FromSeconds(25), points[^1].At - points[0].At);
    }

    [Fact]
    public void Points_ProcessThatPaused_HaveAGap()
    {
        var process = new TestProcess(board, clock);
        Run(process, 2);
        clock.Advance(TimeSpan.FromMinutes(1));
        Run(process, 2);

        var points = PointsLater();
        Assert.Equal(4, points.Length);
        Assert.Equal(TimeSpan.FromSeconds(65), points[2].At - points[1].At);
        Assert.Equal(points[2..], board.GetPoints(points[1].At), (one, other) => one.At == other.At);
    }

    [Fact]
    public void Points_AfterAnHour_AreForgotten()
    {
        var process = new TestProcess(board, clock);
        Run(process, 800);

        Assert.Equal(BoardTime.Steps, board.GetPoints(after: null).Length);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(board.GetPoints(after: null));
    }

    [Fact]
    public void Processes_ThatStoppedOrFellSilent_AreShownForAnHour()
    {
        var (ended, silent, alive) = (new TestProcess(board, clock), new TestProcess(board, clock), new TestProcess(board, clock));
        ended.Report();
        silent.Report();
        clock.Advance(TimeSpan.FromSeconds(1));
        ended.Report(isLast: true);
        ended.Report();
        clock.Advance(TimeSpan.FromSeconds(20));
        alive.Report();
        Assert.Equal(
            [ProcessState.Alive, ProcessState.Silent, ProcessState.Ended],
            board.GetProcesses().Select(process => process.State).Order());

        clock.Advance(TimeSpan.FromMinutes(59.9));
        Assert.Equal(ProcessState.Silent, Assert.Single(board.GetProcesses()).State);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(board.GetProcesses());
    }

    [Fact]
    public void Processes_TooMany_MakeRoomOnlyWhereOneIsGone()
    {
        for (var process = 0; process < Board.MaxMembers; process++)
        {
            new TestProcess(board, clock).Report();
        }

        var late = new TestProcess(board, clock);
        late.Take(Sample(1));
        late.Report();
        Assert.Equal(Board.MaxMembers, board.GetProcesses().Length);
        Assert.Equal(1, late.Known);

        clock.Advance(TimeSpan.FromMinutes(1));
        late.Report();
        Assert.Equal(Board.MaxMembers, board.GetProcesses().Length);
        Assert.Contains(board.GetProcesses(), process => process.State == ProcessState.Alive);
    }

    private static ProcessSample Sample(long granted) => new() { Sequence = 0, Checks = [new("granted", granted)] };

    private static LatencyCounts Latency(IEnumerable<double> seconds)
    {
        var counts = new int[LatencyScale.Buckets];
        foreach (var one in seconds)
        {
            counts[LatencyScale.BucketOf(one)]++;
        }

        return new(0, [.. counts]);
    }

    private static void Near(double seconds, TimeSpan measured) =>
        Assert.InRange(measured.TotalSeconds, seconds / Math.Pow(2, 1.0 / 16) * 0.9999, seconds * Math.Pow(2, 1.0 / 16) * 1.0001);

    private void Run(TestProcess process, int samples)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            process.Take(Sample(sample));
            process.Report();
            clock.Advance(BoardTime.Step);
        }
    }

    // The newest steps are not shown yet.
    private ImmutableArray<BoardPoint> PointsLater()
    {
        clock.Advance(BoardTime.Step * 3);
        return board.GetPoints(after: null);
    }
}

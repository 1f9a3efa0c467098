using Registry.Grains.Interfaces;
using Registry.Tests;

namespace Registry.Grains.Tests;

/// <summary>What an operator sees of a cluster: its processes, its silos, and what all of them did.</summary>
public sealed class ClusterBoardTests
{
    private const int Checks = 200;

    [Fact]
    public async Task Board_OfSeveralProcesses_ShowsAllAndOutlivesItsSilo()
    {
        await using var cluster = new BoardCluster();
        await cluster.InitializeAsync();
        for (var check = 0; check < Checks; check++)
        {
            await new TestApp(cluster).Installation.CheckAsync(TestApp.ReadTags);
        }

        var grain = cluster.Grains.GetClusterBoard();
        var board = await UntilAsync(grain, board => NotInstalled(board) == Checks);
        Assert.Equal([ProcessKind.Silo, ProcessKind.Silo, ProcessKind.Api], board.Processes.Select(process => process.Kind).Order());
        Assert.All(board.Processes, process => Assert.Equal(ProcessState.Alive, process.State));
        Assert.Equal(2, board.Silos.Length);
        Assert.All(board.Silos, silo => Assert.Equal(SiloStatus.Active, silo.Status));
        Assert.Equal(
            board.Silos.Select(silo => silo.Address).Order(StringComparer.Ordinal),
            board.Processes.Select(process => process.Silo).OfType<string>().Order(StringComparer.Ordinal));

        // A new board gets from each process all that it keeps.
        await cluster.DeactivateAsync(grain);
        await UntilAsync(grain, board => NotInstalled(board) == Checks && board.Processes.Length == 3);

        // What a silo did stays on the board after it.
        var gone = board.Silos[0].Address;
        await cluster.StopSiloAsync(cluster.SiloAddresses.Single(silo => silo.ToString() == gone));
        var after = await UntilAsync(grain, board => board.Silos.Single(silo => silo.Address == gone).Status != SiloStatus.Active);
        Assert.DoesNotContain(after.Processes, process => process.Silo == gone && process.State == ProcessState.Alive);
    }

    [Fact]
    public async Task Board_MovedFromASiloThatStopped_FillsAgain()
    {
        await using var cluster = new BoardCluster();
        await cluster.InitializeAsync();
        var grain = cluster.Grains.GetClusterBoard();
        await UntilAsync(grain, board => board.Processes.Length == 3);
        var host = (await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain, TestContext.Current.CancellationToken))!;

        await cluster.StopSiloAsync(host);

        await UntilAsync(grain, board => board.Processes.Count(process => process.State == ProcessState.Alive) == 2);
    }

    private static async Task<ClusterBoard> UntilAsync(IClusterBoardGrain grain, Func<ClusterBoard, bool> condition)
    {
        ClusterBoard? board = null;
        await Until.TrueAsync(async () => condition(board = await grain.GetAsync(after: null)));
        return board!;
    }

    private static long NotInstalled(ClusterBoard board) =>
        board.Points.SelectMany(point => point.Checks).Where(count => count.Outcome == "not_installed").Sum(count => count.Count);
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("cluster-board")]
internal sealed class ClusterBoardGrain(IClusterMembershipService membership, TimeProvider clock) : Grain, IClusterBoardGrain
{
    private readonly Board board = new(clock);

    public Task<long> ReportAsync(ProcessSamples samples) => Task.FromResult(board.Report(samples));

    public Task<ClusterBoard> GetAsync(DateTimeOffset? after) =>
        Task.FromResult(new ClusterBoard(clock.GetUtcNow(), BoardTime.Step, board.GetProcesses(), Silos(), board.GetPoints(after)));

    private ImmutableArray<BoardSilo> Silos() =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Select(member => new BoardSilo(member.SiloAddress.ToString(), member.Name, member.Status))
            .OrderBy(silo => silo.Address, StringComparer.Ordinal),
    ];
}

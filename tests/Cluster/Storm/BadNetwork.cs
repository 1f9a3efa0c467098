using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>The network before the storage does what networks do, one thing after the other, and ends all connections after each.</summary>
internal sealed class BadNetwork(FaultyProxy network, Action<string> note, Random random)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public async Task HappenAsync()
    {
        var kinds = Enum.GetValues<ProxyFault>();
        random.Shuffle(kinds);
        foreach (var fault in kinds)
        {
            (network.Delay, network.Fault) = (TimeSpan.FromMilliseconds(random.Next(100)), fault);
            note($"network: {fault}");
            await Pause.AboutAsync(Length, random, CancellationToken.None);
            network.CutAll();
            (network.Delay, network.Fault) = (TimeSpan.Zero, ProxyFault.None);
            note("network: good again");
            await Pause.AboutAsync(Length, random, CancellationToken.None);
        }
    }
}

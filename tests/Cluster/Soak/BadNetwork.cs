using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>For a moment the network before the storage does one of the things that networks do, and all connections end.</summary>
internal sealed class BadNetwork(FaultyProxy network, Recorder recorder, Random random)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);
    private static readonly ProxyFault[] Kinds = Enum.GetValues<ProxyFault>();

    public async Task HappenAsync()
    {
        (network.Delay, network.Fault) = (TimeSpan.FromMilliseconds(random.Next(100)), Kinds[random.Next(Kinds.Length)]);
        recorder.Note($"network: {network.Fault}");
        await Pause.AboutAsync(Length, random, CancellationToken.None);
        network.CutAll();
        (network.Delay, network.Fault) = (TimeSpan.Zero, ProxyFault.None);
        recorder.Note("network: good again");
    }
}

namespace Registry.Cluster.Tests;

/// <summary>Checks scopes and reads installations and lists, at random.</summary>
internal sealed class StormReader(StormScene scene, IReadOnlyList<RecordingClient> clients, Random random)
{
    private const int BatchSize = 6;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    private readonly IReadOnlyList<InstallationAddress> installations = scene.Installations;
    private readonly string[] lists = [.. scene.Lists.Select(list => list.Path)];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await ReadAsync(clients[random.Next(clients.Count)]);
            await Pause.AboutAsync(Pace, random, stop);
        }
    }

    private Task ReadAsync(RecordingClient client) => random.Next(20) switch
    {
        < 12 => client.CheckAsync(AnyInstallation(), AnyScope()),
        < 15 => client.CheckAsync([.. Enumerable.Range(0, BatchSize).Select(_ => (AnyInstallation(), AnyScope()))]),
        < 18 => client.GetAsync(AnyInstallation()),
        18 => client.GetAsync(scene.Apps[random.Next(scene.Apps.Count)]),
        _ => client.ListAsync(lists[random.Next(lists.Length)]),
    };

    private InstallationAddress AnyInstallation() => installations[random.Next(installations.Count)];

    private string AnyScope() => StormScene.Scopes[random.Next(StormScene.Scopes.Count)];
}

using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Questions about random keys leave nothing behind for long. On a cluster of its own: it counts all activations.</summary>
public sealed class AbsentGrainTests : IAsyncLifetime
{
    // It asks for more of them at once than anybody may.
    private readonly PacedCluster cluster = new(checkRate: 1_000_000);

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Activations_OfManyKeysOfNothing_StayBounded()
    {
        var installed = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        Assert.Equal(CheckReason.NotInstalled, (await new TestApp(cluster).Installation.CheckAsync(TestApp.ReadTags)).Reason);

        // In small batches: each check has a time limit, and a busy machine takes its time to activate them.
        for (var batch = 0; batch < 300; batch++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(number => cluster.Grains
                .GetInstallation(new(WorkspaceId.Parse($"ws-{batch}"), AppId.Parse($"app-{number}")))
                .CheckAsync(TestApp.ReadTags).AsTask()));
            await Task.WhenAll(Enumerable.Range(0, 20).Select(number => cluster.Grains
                .GetApp(AppId.Parse($"app-{batch}-{number}"))
                .GetAsync(developer: null).AsTask()));
        }

        var count = 0;
        await Until.TrueAsync(async () => (count = (await cluster.ActivationsAsync()).Count()) <= 10_000 + 2);
        Assert.InRange(count, 9_000, 10_002);

        // What exists did not have to make room.
        var reads = cluster.Faults.Count(installed.Key.ToString(), StorageCall.ReadState);
        Assert.True((await installed.Installation.CheckAsync(TestApp.ReadTags)).Allowed);
        Assert.Equal(reads, cluster.Faults.Count(installed.Key.ToString(), StorageCall.ReadState));
    }
}

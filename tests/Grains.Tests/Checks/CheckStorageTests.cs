using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What a check costs the storage and the memory.</summary>
public sealed class CheckStorageTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Check_GrainInMemory_DoesNotTouchTheStorage()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await cluster.DeactivateAsync(test.Installation);
        await test.Installation.CheckAsync(TestApp.ReadTags);
        var reads = (Installation: cluster.Faults.Count(test.Key.ToString(), StorageCall.ReadState), App: cluster.Faults.Count(test.Id.Value, StorageCall.ReadState));

        for (var check = 0; check < 1_000; check++)
        {
            Assert.True((await test.Installation.CheckAsync(TestApp.ReadTags)).Allowed);
            await test.Installation.GetEffectiveScopesAsync();
        }

        Assert.Equal(reads.Installation, cluster.Faults.Count(test.Key.ToString(), StorageCall.ReadState));
        Assert.Equal(reads.App, cluster.Faults.Count(test.Id.Value, StorageCall.ReadState));
    }

    [Fact]
    public async Task Check_NeverInstalled_AsksTheStorageOnceAndNeverTheApp()
    {
        var test = new TestApp(cluster);

        for (var check = 0; check < 100; check++)
        {
            Assert.Equal(new(CheckReason.NotInstalled, 0), await test.Installation.CheckAsync(TestApp.ReadTags));
        }

        Assert.Equal(1, cluster.Faults.Count(test.Key.ToString(), StorageCall.ReadState));
        Assert.Equal(0, cluster.Faults.Count(test.Id.Value, StorageCall.ReadState));
    }
}

using Orleans.Runtime.Placement;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A change of an app is effective on every silo before it is acknowledged.</summary>
public sealed class ManifestBroadcastTests(TwoSiloCluster cluster)
{
    [Fact]
    public async Task Suspension_OfAnAppInstalledOnBothSilos_HoldsEverywhereOnceAcknowledged()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var workspaces = Enumerable.Range(0, 20).Select(number => WorkspaceId.Parse($"{test.Workspace}-{number}")).ToArray();
        Assert.IsType<AppResult.Accepted>(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Workspaces = [.. workspaces] }, TestApp.By()));
        var installations = workspaces.Select(workspace => cluster.Grains.GetInstallation(new(workspace, test.Id))).ToArray();
        for (var number = 0; number < installations.Length; number++)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.SiloAddresses[number % 2]);
            TestApp.Accepted(await installations[number].InstallAsync(new(), TestApp.By()));
            Assert.True((await installations[number].CheckAsync(TestApp.ReadTags)).Allowed);
        }

        RequestContext.Clear();
        await AssertBothSilosAreUsedAsync(test);

        for (var round = 0; round < 10; round++)
        {
            Assert.IsType<AppResult.Accepted>(await test.App.SuspendAsync("Abuse", TestApp.By()));
            foreach (var installation in installations)
            {
                Assert.Equal(CheckReason.AppSuspended, (await installation.CheckAsync(TestApp.ReadTags)).Reason);
            }

            Assert.IsType<AppResult.Accepted>(await test.App.ResumeAsync(TestApp.By()));
            foreach (var installation in installations)
            {
                Assert.True((await installation.CheckAsync(TestApp.ReadTags)).Allowed);
            }
        }
    }

    private async Task AssertBothSilosAreUsedAsync(TestApp test)
    {
        var silos = (await cluster.ActivationsAsync())
            .Where(activation => activation.GrainId.Key.ToString()!.EndsWith($"/{test.Id}", StringComparison.Ordinal))
            .Select(activation => activation.SiloAddress)
            .Distinct();
        Assert.Equal(2, silos.Count());
    }
}

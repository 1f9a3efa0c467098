using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Lists of installations when there are many.</summary>
public sealed class InstallationListTests(RegistryCluster cluster)
{
    [Fact]
    public async Task ListByApp_HardlyAnyLacksTheScope_HasPagesWithLess()
    {
        const int Many = 10_050;
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags, TestApp.WriteTags);
        var installed = TestApp.Accepted(await test.Installation.InstallAsync(new(), TestApp.By()));
        var (index, last) = (cluster.GetService<IInstallationIndex>(), WorkspaceId.Parse("zz-last"));
        for (var number = 0; number < Many; number++)
        {
            await index.CompleteAsync(new(WorkspaceId.Parse($"wx-{number:00000}"), test.Id), Record(installed, TestApp.ReadTags, TestApp.WriteTags));
        }

        await index.CompleteAsync(new(last, test.Id), Record(installed, TestApp.ReadTags));
        var filter = new InstallationFilter(LackingScope: TestApp.WriteTags);

        var first = await cluster.Grains.GetInstallationList().ListByAppAsync(test.Id, filter, null, 10);
        var second = await cluster.Grains.GetInstallationList().ListByAppAsync(test.Id, filter, WorkspaceId.Parse(first.Next!), 10);

        Assert.Empty(first.Items);
        Assert.Equal(last, Assert.Single(second.Items).Key.Workspace);
        Assert.Null(second.Next);
    }

    private static InstallationRecord Record(Installation installed, params ScopeId[] scopes) => new()
    {
        Status = InstallationStatus.Installed,
        GrantedScopes = [.. scopes],
        Revision = 1,
        InstalledAt = installed.InstalledAt,
        InstalledBy = installed.InstalledBy,
        UpdatedAt = installed.UpdatedAt,
    };
}

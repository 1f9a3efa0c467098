using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What a workspace can install, and what a search finds.</summary>
public sealed class AppListTests(RegistryCluster cluster)
{
    private readonly WorkspaceId workspace = WorkspaceId.Parse($"ws-{Guid.NewGuid():N}");

    private IAppListGrain Apps => cluster.Grains.GetAppList();

    [Fact]
    public async Task ListInstallable_AppsOfAllKinds_AreThoseThatAnInstallAccepts()
    {
        TestApp[] apps =
        [
            await PublicAsync(isApproved: true),
            await PublicAsync(isApproved: false),
            await SuspendedAsync(await PublicAsync(isApproved: true)),
            await ChangedAsync(await PublicAsync(isApproved: true)),
            await PrivateAsync(workspace),
            await PrivateAsync(WorkspaceId.Parse("ws-other")),
            await SuspendedAsync(await PrivateAsync(workspace)),
            await MadePublicAsync(await PrivateAsync(workspace)),
        ];
        var ids = apps.Select(app => app.Id).ToList();

        var listed = await AppPages.AllAsync(after => Apps.ListInstallableAsync(workspace, after, 3));

        Assert.Equal([0, 3, 4], listed.Select(id => ids.IndexOf(id)).Where(position => position >= 0).Order());
        foreach (var app in apps)
        {
            var result = await cluster.Grains.GetInstallation(new(workspace, app.Id)).InstallAsync(new(), TestApp.By());
            Assert.Equal(listed.Contains(app.Id), result is InstallationResult.Accepted);
        }
    }

    [Fact]
    public async Task Search_Prefix_FindsTheIdsThatStartWithItInOrder()
    {
        var prefix = $"S{Guid.NewGuid():N}"[..20];
        var developer = DeveloperId.Parse($"dev-{prefix}");
        string[] ids = [prefix, $"{prefix}-", $"{prefix}A", $"{prefix}_b", $"{prefix}a", $"{prefix}zzz"];
        string[] others = [prefix[..^1], prefix.ToLowerInvariant(), $"{prefix[..^1]}z"];
        foreach (var id in ids.Concat(others))
        {
            await PutAsync(id, id == ids[2] ? DeveloperId.Parse("dev-other") : developer);
        }

        Assert.Equal(ids, await SearchAsync(null, prefix, 200));
        Assert.Equal(ids[..3], await SearchAsync(null, prefix, 3));
        Assert.Equal(ids.Where(id => id != ids[2]), await SearchAsync(developer, prefix, 200));
        Assert.Equal([ids[2]], await SearchAsync(null, ids[2], 200));
        Assert.Empty(await SearchAsync(developer, ids[2], 200));
    }

    [Fact]
    public async Task Search_NoPrefix_FindsAnyOfTheDeveloper()
    {
        var app = await PrivateAsync(workspace);

        Assert.Equal([app.Id.Value], await SearchAsync(app.Developer, "", 200));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("größe")]
    [InlineData("a%")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Search_WhatNoIdStartsWith_FindsNothing(string prefix) => Assert.Empty(await SearchAsync(null, prefix, 200));

    private async Task<IEnumerable<string>> SearchAsync(DeveloperId? developer, string prefix, int limit) =>
        (await Apps.SearchAsync(developer, prefix, limit)).Select(app => app.Id.Value);

    private static void Accepted(AppResult result) => Assert.IsType<AppResult.Accepted>(result);

    private async Task PutAsync(string id, DeveloperId developer) =>
        Accepted(await cluster.Grains.GetApp(AppId.Parse(id)).PutAsync(new TestApp(cluster).Definition(TestApp.ReadTags) with { Developer = developer }, TestApp.By()));

    private async Task<TestApp> PrivateAsync(WorkspaceId named)
    {
        var test = new TestApp(cluster);
        Accepted(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Workspaces = [named] }, TestApp.By()));
        return test;
    }

    private async Task<TestApp> PublicAsync(bool isApproved) => await MadePublicAsync(new(cluster), isApproved);

    private static async Task<TestApp> MadePublicAsync(TestApp test, bool isApproved = false)
    {
        Accepted(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Visibility = AppVisibility.Public, Workspaces = [] }, TestApp.By()));
        if (isApproved)
        {
            Accepted(await test.App.SubmitAsync(TestApp.By()));
            Accepted(await test.App.ReviewAsync(new(Approve: true, []), TestApp.By()));
        }

        return test;
    }

    private static async Task<TestApp> SuspendedAsync(TestApp test)
    {
        Accepted(await test.App.SuspendAsync("Abuse", TestApp.By()));
        return test;
    }

    // What was approved stays live.
    private static async Task<TestApp> ChangedAsync(TestApp test)
    {
        Accepted(await test.App.SetScopesAsync([new(TestApp.WriteTags, "Needed")], TestApp.By()));
        return test;
    }
}

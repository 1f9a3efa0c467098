using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What a workspace is told of an app before it consents.</summary>
public sealed class OfferTests(RegistryCluster cluster)
{
    private static readonly CapabilityId CanvasKit = CapabilityId.Parse("canvas_kit");

    [Fact]
    public async Task Offer_OfAnAppForThisWorkspace_SaysWhatItAsksForAndWhy()
    {
        var test = new TestApp(cluster);
        await test.App.PutAsync(
            test.Definition(TestApp.ReadTags) with { Capabilities = [CanvasKit], Webhook = new("https://app.example/hook", [TestApp.CompanyCreated]) },
            TestApp.By());

        var (offer, obstacle) = await OfferedAsync(test);

        Assert.Null(obstacle);
        Assert.Equal((test.Id, "Test", test.Developer, 1L), (offer.App, offer.Name, offer.Developer, offer.ManifestVersion));
        Assert.Equal([TestApp.CompanyCreated, TestApp.Ping], offer.Topics);
        Assert.Equal(5, offer.Scopes.Length);
        Assert.Equal(CanvasKit, Assert.Single(offer.Scopes.Single(scope => scope.Id == TestApp.ReadConversations).RequiredBy));
        var free = offer.Scopes.Single(scope => scope.Id == TestApp.ReadTags);
        Assert.Equal("Needed", free.Reason);
        Assert.Empty(free.RequiredBy);
    }

    [Fact]
    public async Task Offer_OfAnApprovedAppThatWasChangedSince_IsTheApprovedVersion()
    {
        var test = new TestApp(cluster);
        await PublishAsync(test);
        await test.App.SetScopesAsync([new(TestApp.ReadTags, "Something else"), new(TestApp.WriteTags, "More")], TestApp.By());

        var (offer, obstacle) = await OfferedAsync(test);

        Assert.Null(obstacle);
        Assert.Equal(3, offer.ManifestVersion);
        var scope = Assert.Single(offer.Scopes);
        Assert.Equal((TestApp.ReadTags, "Needed"), (scope.Id, scope.Reason));
    }

    [Fact]
    public async Task Offer_OfWhatTheWorkspaceNeverHadAndCannotInstall_SaysOnlyWhy()
    {
        var absent = new TestApp(cluster);
        var foreign = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var draft = new TestApp(cluster);
        await draft.App.PutAsync(draft.Definition(TestApp.ReadTags) with { Visibility = AppVisibility.Public }, TestApp.By());
        var suspended = new TestApp(cluster);
        await PublishAsync(suspended);
        await suspended.App.SuspendAsync("Abuse", TestApp.By());

        Assert.IsType<Refusal.NotFound>(await RefusedAsync(absent, absent.Workspace));
        Assert.IsType<Refusal.NotFound>(await RefusedAsync(foreign, absent.Workspace));
        Assert.Equal(new Refusal.AppNotInstallable(AppStatus.Draft), await RefusedAsync(draft, draft.Workspace));
        Assert.IsType<Refusal.AppSuspended>(await RefusedAsync(suspended, suspended.Workspace));
    }

    [Fact]
    public async Task Offer_OfAnInstalledAppThatIsSuspended_IsThereWithTheObstacle()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await test.App.SuspendAsync("Abuse", TestApp.By());

        var (offer, obstacle) = await OfferedAsync(test);

        Assert.Equal("Test", offer.Name);
        Assert.IsType<Refusal.AppSuspended>(obstacle);
    }

    [Fact]
    public async Task Offer_OfAnUninstalledAppThatIsNoLongerForThisWorkspace_IsThereWithTheObstacle()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await test.Installation.UninstallAsync(TestApp.By());
        await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Workspaces = [] }, TestApp.By());

        Assert.IsType<Refusal.AppNotInstallable>((await OfferedAsync(test)).Obstacle);
    }

    private static async Task PublishAsync(TestApp test)
    {
        await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Visibility = AppVisibility.Public }, TestApp.By());
        await test.App.SubmitAsync(TestApp.By());
        Assert.IsType<AppResult.Accepted>(await test.App.ReviewAsync(new(Approve: true, []), TestApp.By()));
    }

    private static async Task<OfferResult.Offered> OfferedAsync(TestApp test) => Assert.IsType<OfferResult.Offered>(await test.Installation.GetOfferAsync());

    private async Task<Refusal> RefusedAsync(TestApp test, WorkspaceId workspace) =>
        Assert.IsType<OfferResult.Refused>(await cluster.Grains.GetInstallation(new(workspace, test.Id)).GetOfferAsync()).Reason;
}

using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A change that is acknowledged while it is being found out who gets an event.</summary>
public sealed class PublishRaceTests : IAsyncLifetime
{
    private readonly AgeingCluster cluster;
    private GatedIndex? index;

    public PublishRaceTests() => cluster = new(services => index = GatedIndex.PutInFront(services));

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData("uninstall", 0)]
    [InlineData("suspend", 0)]
    [InlineData("revoke", 0)]
    [InlineData("disable", 0)]
    [InlineData("disable another topic", 1)]
    [InlineData("nothing", 1)]
    public async Task Publish_InstallationIsChangedMeanwhile_FollowsTheChange(string change, int deliveries)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        index!.Close();
        var publishing = publisher.PublishAsync();
        await index.HasRead;

        await (change switch
        {
            "uninstall" => (Task)app.Installation.UninstallAsync(TestApp.By()),
            "suspend" => app.Installation.SuspendAsync("Test", TestApp.By()),
            "revoke" => app.Installation.RevokeScopeAsync(TestApp.ReadOne, TestApp.By()),
            "disable" => app.Installation.DisableTopicAsync(TestApp.CompanyCreated, TestApp.By()),
            "disable another topic" => app.Installation.DisableTopicAsync(Publisher.CompanyDeleted, TestApp.By()),
            _ => Task.CompletedTask,
        });
        index.Open();

        Assert.Equal(deliveries, (await publishing).Deliveries);
    }

    // The app itself has been looked at by then, and other installations of the workspace have not.
    [Theory]
    [InlineData("suspend", 0)]
    [InlineData("request less", 0)]
    [InlineData("unsubscribe", 0)]
    [InlineData("request more", 1)]
    public async Task Publish_AppIsChangedMeanwhile_FollowsTheChange(string change, int deliveries)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        await FillPageAsync(app.Workspace);
        index!.Close(afterPages: 1);
        var publishing = publisher.PublishAsync();
        await index.HasRead;

        Assert.IsType<AppResult.Accepted>(await (change switch
        {
            "suspend" => app.App.SuspendAsync("Test", TestApp.By()),
            "request less" => app.App.SetScopesAsync([], TestApp.By()),
            "unsubscribe" => app.App.SetWebhookAsync(new(Publisher.Url, [Publisher.CompanyDeleted]), TestApp.By()),
            _ => app.App.SetScopesAsync([new(TestApp.ReadOne), new(TestApp.ReadTags)], TestApp.By()),
        }));
        index.Open();

        Assert.Equal(deliveries, (await publishing).Deliveries);
    }

    // So many that what comes after the app in order is on a page of its own.
    private Task FillPageAsync(WorkspaceId workspace) => Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
    {
        var app = AppId.Parse($"later-{number}-{workspace}");
        var definition = new TestApp(cluster).Definition() with { Workspaces = [workspace] };
        Assert.IsType<AppResult.Accepted>(await cluster.Grains.GetApp(app).PutAsync(definition, TestApp.By()));
        TestApp.Accepted(await cluster.Grains.GetInstallation(new(workspace, app)).InstallAsync(new(), TestApp.By()));
    }));
}

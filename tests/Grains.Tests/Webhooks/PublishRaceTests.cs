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
}

using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Why a topic is silent, and in how many workspaces.</summary>
public sealed class TopicReachTests(RegistryCluster cluster)
{
    [Theory]
    [InlineData("nothing", 1, 0, 0, 0)]
    [InlineData("disable", 0, 1, 0, 0)]
    [InlineData("revoke", 0, 0, 1, 0)]
    [InlineData("suspend", 0, 0, 0, 1)]
    [InlineData("disable and suspend", 0, 0, 0, 1)]
    [InlineData("suspend app", 0, 0, 0, 1)]
    [InlineData("uninstall", 0, 0, 0, 0)]
    public async Task Report_OfATopic_TellsReasonsApart(string change, int active, int disabled, int missingScope, int suspended)
    {
        var (app, _) = await Publisher.InstallAsync(cluster);
        if (change.StartsWith("disable", StringComparison.Ordinal))
        {
            TestApp.Accepted(await app.Installation.DisableTopicAsync(TestApp.CompanyCreated, TestApp.By()));
        }

        await (change switch
        {
            "revoke" => (Task)app.Installation.RevokeScopeAsync(TestApp.ReadOne, TestApp.By()),
            "suspend" or "disable and suspend" => app.Installation.SuspendAsync("Test", TestApp.By()),
            "suspend app" => app.App.SuspendAsync("Test", TestApp.By()),
            "uninstall" => app.Installation.UninstallAsync(TestApp.By()),
            _ => Task.CompletedTask,
        });

        var report = (await cluster.Grains.GetDeliveryList().GetWebhookAsync(app.Id, app.Developer))!;

        Assert.Equal(new(TestApp.CompanyCreated, active, disabled, missingScope, suspended), report.Topics.Single(topic => topic.Id == TestApp.CompanyCreated));
        Assert.Equal(change == "suspend app", report.IsAppSuspended);
    }
}

namespace Registry.Api.Tests;

/// <summary>Once a change that silences a topic is acknowledged, no event that is accepted after it goes out.</summary>
public sealed class SilenceTests() : HookedServer
{
    private string Topic => $"{Scene.InstallationPath}/topics/company.created";

    [Theory]
    [InlineData("topic")]
    [InlineData("scope")]
    [InlineData("installation suspended")]
    [InlineData("app suspended")]
    [InlineData("uninstalled")]
    public async Task Event_AfterTheChange_ReachesNobodyUntilItIsUndone(string change)
    {
        await InstallAsync();
        const string Reason = """{"reason":"Test"}""";
        for (var turn = 0; turn < 3; turn++)
        {
            await PublishAsync("before", 1);
            (await (change switch
            {
                "topic" => Scene.Admin.DeleteAsync(Topic),
                "scope" => Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/scopes/read_one_user_and_one_company"),
                "installation suspended" => Scene.Admin.PutAsync($"{Scene.InstallationPath}/suspension", Reason),
                "app suspended" => Scene.Operator.PutAsync($"{Scene.AppPath}/suspension", Reason),
                _ => Scene.Admin.DeleteAsync(Scene.InstallationPath),
            })).Is(200);
            await PublishAsync("silent", 0);
            var undone = await (change switch
            {
                "topic" => Scene.Admin.PutAsync(Topic),
                "scope" => Scene.Admin.PutAsync($"{Scene.InstallationPath}/scopes/read_one_user_and_one_company"),
                "installation suspended" => Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/suspension"),
                "app suspended" => Scene.Operator.DeleteAsync($"{Scene.AppPath}/suspension"),
                _ => Scene.Admin.PutAsync(Scene.InstallationPath),
            });
            Assert.InRange(undone.Status, 200, 201);
        }

        // What is silent would have come before it, for the order is kept.
        await PublishAsync("after", 1);
        await Until.TrueAsync(() => Events().LastOrDefault() == "after");
        Assert.Equal(["before", "before", "before", "after"], Events());
    }

    private IEnumerable<string?> Events() => Receiver.Received
        .Where(notification => notification.GetProperty("topic").GetString() == "company.created")
        .Select(notification => notification.GetProperty("data").GetProperty("item").GetProperty("id").GetString());

    private async Task PublishAsync(string id, int deliveries) => Assert.Equal(deliveries, (await Scene.Service.PostAsync(
        $"/v1/workspaces/{Scene.Workspace}/events", $$$"""{"topic":"company.created","data":{"id":"{{{id}}}"}}""")).Is(202).Json.GetProperty("deliveries").GetInt32());

    private async Task InstallAsync()
    {
        (await Scene.Developer.PutAsync(Scene.AppPath, $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{Scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{Receiver.Url}}}","topics":["company.created"]}}
            """)).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
    }
}

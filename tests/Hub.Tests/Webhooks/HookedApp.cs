using System.Text.Json;

namespace Registry.Hub.Tests;

/// <summary>An app with an endpoint on this machine, installed in the workspace of the scene, and its developer in front of a browser.</summary>
public abstract class HookedApp(Chromium chromium, params string[] settings) : HookedServer(settings)
{
    private protected string Pages => $"/apps/{Scene.App}";

    private protected async Task InstallAsync()
    {
        (await Scene.Developer.PutAsync(Scene.AppPath, $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{Scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{Receiver.Url}}}","topics":["company.created"]}}
            """)).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        await Until.TrueAsync(() => Receiver.Received.Count == 1);
    }

    private protected async Task PublishAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            (await Scene.Service.PostAsync($"/v1/workspaces/{Scene.Workspace}/events", """{"topic":"company.created","data":{"name":"<i>Zoë</i>"}}""")).Is(202);
        }
    }

    /// <summary>Until so many of the deliveries have come so far.</summary>
    private protected Task ReachAsync(int count, string status) => Until.TrueAsync(async () => await CountAsync(status) == count);

    private protected async Task<int> CountAsync(string status) =>
        (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?status={status}&limit=200")).Is(200).Json.GetProperty("items").GetArrayLength();

    private protected async Task<string> NewestAsync() =>
        (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?limit=1")).Is(200).Json.GetProperty("items")[0].GetProperty("id").GetString()!;

    private protected async Task<JsonElement> WebhookAsync() => (await Scene.Developer.GetAsync($"{Scene.AppPath}/webhook")).Is(200).Json;

    /// <summary>One that is given up because the endpoint was gone; it is set again.</summary>
    private protected async Task FailAsync()
    {
        await InstallAsync();
        Receiver.Status = 410;
        await PublishAsync(1);
        await ReachAsync(1, "failed");
    }

    private protected async Task SetAgainAsync()
    {
        Receiver.Status = 200;
        (await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", $$"""{"url":"{{Receiver.Url}}","topics":["company.created"]}""")).Is(200);
    }

    private protected async Task<Visitor> OpenAsync(string page, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var visitor = await chromium.VisitAsync(Server.Url, script, scheme, width);
        await visitor.SignInAsDeveloperAsync(Scene.DeveloperId);
        Assert.Equal(200, await visitor.GoAsync($"{Pages}/{page}"));
        return visitor;
    }
}

using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>An app's developer sees how the endpoint is.</summary>
public sealed class EndpointHealthTests : IAsyncLifetime
{
    private readonly RegistryServer server = new("--Webhooks:AllowLoopbackHttp=true", "--Webhooks:BreakerMinimumThroughput=4", "--Webhooks:BreakerPause=00:00:01", "--Webhooks:CatchUpTime=00:00:00");
    private HookReceiver? receiver;
    private Scene? scene;

    private HookReceiver Receiver => receiver!;

    private Scene Scene => scene!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        receiver = await HookReceiver.StartAsync();
        scene = new(server);
        var app = $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{Scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{Receiver.Url}}}","topics":["company.created"]}}
            """;
        (await Scene.Developer.PutAsync(Scene.AppPath, app)).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        await Until.TrueAsync(() => Receiver.Received.Count == 1);
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Webhook_EndpointFailsAndComesBack_IsPausedInBetween()
    {
        Assert.Equal("""{"state":"healthy","pausedUntil":null}""", (await EndpointAsync()).GetRawText());

        Receiver.Status = 500;
        var begun = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("healthy", (await EndpointAsync()).GetProperty("state").GetString());
            await PingAsync();
        }

        var paused = await EndpointAsync();
        Assert.Equal("paused", paused.GetProperty("state").GetString());
        Assert.InRange(paused.GetProperty("pausedUntil").GetDateTimeOffset(), begun.AddSeconds(1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.EndsWith("Z", paused.GetProperty("pausedUntil").GetString(), StringComparison.Ordinal);

        Receiver.Status = 200;
        await Until.TrueAsync(async () =>
        {
            await PingAsync();
            return (await EndpointAsync()).GetProperty("state").GetString() == "healthy";
        });
        Assert.Equal(JsonValueKind.Null, (await EndpointAsync()).GetProperty("pausedUntil").ValueKind);
    }

    [Fact]
    public async Task Webhook_EndpointAnswers410_IsGoneUntilItIsSetAgain()
    {
        Receiver.Status = 410;
        (await Scene.Service.PostAsync($"/v1/workspaces/{Scene.Workspace}/events", """{"topic":"company.created","data":{}}""")).Is(202);

        await Until.TrueAsync(async () => (await EndpointAsync()).GetProperty("state").GetString() == "gone");
        Assert.Equal(JsonValueKind.Null, (await EndpointAsync()).GetProperty("pausedUntil").ValueKind);

        Receiver.Status = 200;
        (await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", $$"""{"url":"{{Receiver.Url}}","topics":["company.created"]}""")).Is(200);
        Assert.Equal("healthy", (await EndpointAsync()).GetProperty("state").GetString());
    }

    private async Task PingAsync() => (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/ping")).Is(200);

    private async Task<JsonElement> EndpointAsync() =>
        (await Scene.Developer.GetAsync($"{Scene.AppPath}/webhook")).Is(200).Json.GetProperty("endpoint");
}

namespace Registry.Api.Tests;

/// <summary>Health and metrics, which need no token.</summary>
public sealed class HealthTests(RegistryServer server)
{
    [Fact]
    public async Task Health_OfARunningRegistry_IsLiveAndReady()
    {
        var nobody = new HttpCaller(server.Client, null);
        Assert.Equal("""{"status":"live"}""", (await nobody.GetAsync("/health/live")).Is(200).Text);
        Assert.Equal("""{"status":"ready"}""", (await nobody.GetAsync("/health/ready")).Is(200).Text);
    }

    [Fact]
    public async Task Metrics_AreThoseOfEveryLayer()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.Nobody.GetAsync("/v1/catalog")).Is(401);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string[] expected = ["http_server_request_duration", "orleans_", "dotnet_", "registry_api_problems", "registry_api_requests_active"];
        string metrics;
        do
        {
            // The exporter answers from a cache that is a fraction of a second old.
            await Task.Delay(50, limit.Token);
            metrics = (await scene.Nobody.GetAsync("/metrics")).Is(200).Text;
        }
        while (!expected.All(name => metrics.Contains(name, StringComparison.Ordinal)));

        Assert.DoesNotContain(scene.Workspace, metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.App, metrics, StringComparison.Ordinal);
    }
}

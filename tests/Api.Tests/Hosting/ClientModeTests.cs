namespace Registry.Api.Tests;

/// <summary>An API process without a cluster says so at once; with settings that make no client, it does not start.</summary>
public sealed class ClientModeTests
{
    // Nobody listens at port 1.
    private static readonly string[] NoCluster =
        ["--Cluster:Mode=Client", "--Storage:Provider=Postgres", "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Username=nobody;Password=secret;Database=none"];

    [Fact]
    public async Task Calls_WithoutACluster_AreUnavailableAtOnceAndSayWhenToTryAgain()
    {
        await using var server = new RegistryServer(NoCluster);
        await server.InitializeAsync();
        var caller = new HttpCaller(server.Client, server.Token(["operator"]));

        Assert.Equal(200, (await caller.GetAsync("/health/live")).Status);
        foreach (var path in new[] { "/health/ready", "/v1/apps/app_1", "/v1/workspaces/ws_1/installations/app_1/scopes/read_tags" })
        {
            var answer = await caller.GetAsync(path);
            answer.Refused(503, "unavailable");
            Assert.Equal("unchanged", answer.Json.GetProperty("outcome").GetString());
            Assert.True(answer.Headers.ContainsKey("Retry-After"));
        }
    }

    [Fact]
    public async Task Calls_WithoutATokenAndACluster_AreNotAuthenticated()
    {
        await using var server = new RegistryServer(NoCluster);
        await server.InitializeAsync();

        Assert.Equal(401, (await new HttpCaller(server.Client, token: null).GetAsync("/v1/apps/app_1")).Status);
    }

    [Fact]
    public async Task Stop_WithoutACluster_Ends()
    {
        var server = new RegistryServer(NoCluster);
        await server.InitializeAsync();

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Cluster:Mode is Client, but Storage:Provider is Sqlite", "--Cluster:Mode=Client")]
    [InlineData("Storage:ConnectionString", "--Cluster:Mode=Client", "--Storage:Provider=Postgres")]
    [InlineData("Cluster:Mode is 'Clien': it must be Embedded or Client", "--Cluster:Mode=Clien")]
    [InlineData("Cluster:AdvertisedAddress is localhost; it must be an IP address", "--Cluster:AdvertisedAddress=localhost")]
    [InlineData("Cluster:SiloPort is 70000; it must be between 1 and 65535", "--Cluster:SiloPort=70000")]
    [InlineData("Cluster:GatewayPort is 11111; it must not be Cluster:SiloPort too", "--Cluster:GatewayPort=11111")]
    [InlineData("Cluster:LivenessLease is 00:01:00", "--Cluster:LivenessLease=00:01:00")]
    public async Task Start_SettingsThatMakeNoCluster_IsRefused(string says, params string[] settings)
    {
        using var directory = new TemporaryDirectory();

        var (exitCode, _, error) = await ApiProcess.RunAsync(directory.Path, "Development", [.. settings, "--urls", "http://127.0.0.1:0"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(says, error);
        Assert.DoesNotContain("   at ", error);
    }
}

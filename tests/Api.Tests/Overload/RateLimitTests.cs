using System.Globalization;

namespace Registry.Api.Tests;

/// <summary>Who calls too often is told so, and nobody else.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly RegistryServer server = new("--RateLimits:CallerRate=1", "--RateLimits:CallerBurst=40", "--RateLimits:WorkspaceRate=2", "--RateLimits:WorkspaceBurst=60");

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Call_OneTooMany_IsRefusedUntilRetryAfter()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();

        var refusal = (await UntilRefusedAsync(() => scene.Admin.GetAsync(scene.InstallationPath))).Refused(429, "rate_limited");

        Assert.Equal("caller", refusal.Json.GetProperty("limit").GetString());
        Assert.Equal("\"caller\";q=40;w=40", refusal.Headers["RateLimit-Policy"]);
        Assert.Equal("\"caller\";r=0;t=40", refusal.Headers["RateLimit"]);
        var wait = int.Parse(refusal.Headers["Retry-After"], CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 2);
        await Until.TrueAsync(async () => (await scene.Admin.GetAsync(scene.InstallationPath)).Status == 200);
    }

    [Fact]
    public async Task Call_OfOneWhoIsRefused_IsNotThatOfAnother()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.InstallAsync();
        await other.InstallAsync();
        await UntilRefusedAsync(() => scene.Admin.GetAsync(scene.InstallationPath));

        (await other.Admin.GetAsync(other.InstallationPath)).Is(200);
        (await scene.Developer.GetAsync(scene.AppPath)).Is(200);
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.As(null).GetAsync(scene.InstallationPath)).Refused(401, "unauthenticated");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/scopes/read_tags")]
    [InlineData("DELETE", "/scopes/read_tags")]
    public async Task Call_OfAnyKind_CountsAndChangesNothingWhereItIsRefused(string method, string path)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await UntilRefusedAsync(() => scene.Admin.GetAsync("/v1/catalog"));

        (await scene.Admin.SendAsync(method, scene.InstallationPath + path, null)).Refused(429, "rate_limited");

        Assert.Equal(1, (await scene.Operator.GetAsync(scene.InstallationPath)).Is(200).Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Call_ForOneWorkspace_CountsWhoeverSendsIt()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();

        var refusal = (await UntilRefusedAsync(() => scene.Operator.GetAsync(scene.InstallationPath))).Refused(429, "rate_limited");

        Assert.Equal("workspace", refusal.Json.GetProperty("limit").GetString());
        Assert.Equal("\"workspace\";q=60;w=30", refusal.Headers["RateLimit-Policy"]);
        var admin = (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(429, "rate_limited");
        Assert.Equal("\"caller\";q=40;w=40, \"workspace\";q=60;w=30", admin.Headers["RateLimit-Policy"]);

        // Checks are answered all the same, and other workspaces are.
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.Operator.GetAsync("/v1/workspaces/ws_other/installations")).Is(200);
    }

    [Fact]
    public async Task Call_ForAForeignWorkspace_TakesNothingFromIt()
    {
        var (scene, foreign) = (new Scene(server), new Scene(server));
        await scene.InstallAsync();

        await UntilRefusedAsync(() => foreign.Admin.GetAsync(scene.InstallationPath));

        // The admin's first two calls installed the app; this is the third.
        Assert.Contains("\"workspace\";r=5", (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).Headers["RateLimit"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ToProbesAndForTheReference_IsNeverCounted()
    {
        for (var call = 0; call < 100; call++)
        {
            (await server.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }

        Assert.False((await new Scene(server).Nobody.GetAsync("/openapi/v1.json")).Is(200).Headers.ContainsKey("RateLimit"));
    }

    // As many as it takes, should the machine be so slow that some come back meanwhile.
    private static async Task<Answer> UntilRefusedAsync(Func<Task<Answer>> call)
    {
        Answer answer;
        do
        {
            answer = (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => call()))).MaxBy(answer => answer.Status)!;
        }
        while (answer.Status != 429);

        return answer;
    }
}

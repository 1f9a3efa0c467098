using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>What holds for every answer on its way, whatever was asked.</summary>
public sealed class TransportTests(RegistryServer server)
{
    [Theory]
    [InlineData("GET", "/v1/catalog", 200)]
    [InlineData("GET", "/v1/apps/no-such-app", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("PUT", "/v1/apps/{app}", 400)]
    [InlineData("DELETE", "/v1/catalog", 405)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/docs/", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/sign-in", 200)]
    public async Task Answer_OfAnyKind_IsProtected(string method, string path, int status)
    {
        var scene = new Scene(server);

        var answer = (await scene.Developer.SendAsync(method, path.Replace("{app}", scene.App, StringComparison.Ordinal), method == "PUT" ? "{}" : null)).Is(status);

        AssertProtected(answer);
    }

    [Fact]
    public async Task Answer_ToAQuickCheckAndToNobody_IsProtected()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var check = $"{scene.InstallationPath}/scopes/read_tags";

        for (var time = 0; time < 2; time++)
        {
            AssertProtected((await scene.Service.GetAsync(check)).Is(200));
            AssertProtected((await scene.Nobody.GetAsync(check)).Is(401));
        }
    }

    [Fact]
    public async Task Preflight_OfAnotherSite_PermitsNothing()
    {
        var answer = await new Scene(server).Nobody.SendAsync("OPTIONS", "/v1/catalog", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));

        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain(answer.Headers.Keys, header => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("127.0.0.0/8, ::1/128", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("", false)]
    public async Task ForwardedScheme_OfAProxy_IsBelievedWhereItIsConfigured(string networks, bool isBelieved)
    {
        await using var behind = new RegistryServer("--environment=Benchmark", $"--Proxy:Networks={networks}");
        await behind.InitializeAsync();

        var answer = (await new Scene(behind).Service.GetAsync("/v1/catalog", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"), ("Host", "registry.example"))).Is(200);

        Assert.Equal(isBelieved ? "max-age=31536000" : null, answer.Headers.GetValueOrDefault("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Answer_ToWhatFailedUnexpectedly_IsProtectedToo()
    {
        await using var broken = new RegistryServer(services => services.AddSingleton<IScopeChecks, BrokenChecks>(), "--environment=Benchmark", "--Proxy:Networks=127.0.0.0/8, ::1/128");
        await broken.InitializeAsync();

        var answer = (await new Scene(broken).Service.GetAsync("/v1/workspaces/ws_1/installations/app_1/scopes/read_tags", ("X-Forwarded-Proto", "https"), ("Host", "registry.example"))).Refused(500, "internal_error");

        AssertProtected(answer);
        Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
    }

    private static void AssertProtected(Answer answer)
    {
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
        Assert.DoesNotContain("X-Powered-By", answer.Headers.Keys);
    }
}

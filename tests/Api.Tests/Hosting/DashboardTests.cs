using System.Text;

namespace Registry.Api.Tests;

/// <summary>The dashboard of Orleans is there for operators, where it is switched on.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task Dashboard_ByDefault_IsNotThere()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();

        Assert.Equal(404, (await new HttpCaller(server.Client, server.Token(["operator"])).GetAsync("/dashboard/")).Status);
    }

    [Fact]
    public async Task Dashboard_SwitchedOn_IsForOperatorsOnly()
    {
        await using var server = new RegistryServer("--Dashboard:Enabled=true");
        await server.InitializeAsync();
        var browser = $"raw:Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{server.Token(["operator"])}"))}";

        foreach (var path in new[] { "/dashboard/", "/dashboard/DashboardCounters" })
        {
            Assert.Equal(200, (await new HttpCaller(server.Client, server.Token(["operator"])).GetAsync(path)).Status);
            Assert.Equal(200, (await new HttpCaller(server.Client, browser).GetAsync(path)).Status);
            Assert.Equal(403, (await new HttpCaller(server.Client, server.Token(["service"])).GetAsync(path)).Status);
            Assert.Equal(401, (await new HttpCaller(server.Client, "raw:Basic !!!").GetAsync(path)).Status);
            var stranger = await new HttpCaller(server.Client, token: null).GetAsync(path);
            Assert.Equal(401, stranger.Status);
            Assert.StartsWith("Basic", stranger.Headers["WWW-Authenticate"]);
        }
    }
}

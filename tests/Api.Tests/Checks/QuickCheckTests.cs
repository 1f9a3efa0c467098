using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Registry.Front;

namespace Registry.Api.Tests;

/// <summary>A check that is answered quickly is answered as on the long way, and only where the long way would answer it.</summary>
public sealed class QuickCheckTests(RegistryServer server)
{
    // With a query a check takes the long way.
    [Theory]
    [InlineData("read_tags")]
    [InlineData("write_tags")]
    [InlineData("no_such_scope")]
    public async Task Check_QuicklyOrNot_IsAnsweredAlike(string scope)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await AssertAlikeAsync(scene, scope, "GET");

        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await AssertAlikeAsync(scene, scope, "GET");
        await AssertAlikeAsync(scene, scope, "HEAD");

        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Audit"}""")).Is(200);
        await AssertAlikeAsync(scene, scope, "GET");

        (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Abuse"}""")).Is(200);
        await AssertAlikeAsync(scene, scope, "GET");
    }

    [Fact]
    public async Task Check_OfAnActiveInstallation_IsQuick()
    {
        var (scene, token) = await ActiveAsync();

        var call = Call(scene, $"Bearer {token}");
        Assert.True(await IsQuickAsync(call));
        Assert.Equal(200, call.Response.StatusCode);
        Assert.Equal("no-store", call.Response.Headers.CacheControl);

        // Which metrics and traces tell the route from.
        Assert.Equal("/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}", Assert.IsType<RouteEndpoint>(call.GetEndpoint()).RoutePattern.RawText);

        // Not after a change: the next check asks.
        (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}")));
        Assert.Equal("""{"allowed":false,"reason":"not_installed","revision":2}""", (await scene.As(token).GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200).Text);
    }

    [Fact]
    public async Task Check_AnythingElse_TakesTheLongWay()
    {
        var (scene, token) = await ActiveAsync();

        Assert.False(await IsQuickAsync(Call(scene, "")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}x")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {server.Token(["developer"], developer: scene.DeveloperId)}")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", query: "?minRevision=1")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", query: "?verbose=true")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", hasBody: true)));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", scope: "read%5Ftags")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", scope: "read tags")));
        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {token}", method: "POST")));
        Assert.False(await IsQuickAsync(Call(new Scene(server), $"Bearer {token}")));
    }

    [Fact]
    public async Task Check_OfACallerWhoseCallsAreCounted_TakesTheLongWay()
    {
        var (scene, _) = await ActiveAsync();
        var admin = server.Token(["workspace_admin"], workspace: scene.Workspace);
        (await scene.As(admin).GetAsync("/v1/catalog")).Is(200);

        Assert.False(await IsQuickAsync(Call(scene, $"Bearer {admin}")));
    }

    [Fact]
    public async Task Check_OfAForeignWorkspace_TakesTheLongWay()
    {
        await using var unlimited = new RegistryServer("--RateLimits:CallerRate=0");
        await unlimited.InitializeAsync();
        var quick = unlimited.Services.GetRequiredService<QuickChecks>();
        var (scene, foreign) = (new Scene(unlimited), new Scene(unlimited));
        await scene.InstallAsync();
        var (own, other) = (unlimited.Token(["workspace_admin"], workspace: scene.Workspace), unlimited.Token(["workspace_admin"], workspace: foreign.Workspace));
        (await scene.As(own).GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.As(other).GetAsync("/v1/catalog")).Is(200);

        Assert.True(await IsQuickAsync(quick, Call(scene, $"Bearer {own}")));
        Assert.False(await IsQuickAsync(quick, Call(scene, $"Bearer {other}")));
        (await scene.As(other).GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Refused(404, "not_found");
    }

    private Task<bool> IsQuickAsync(HttpContext call) => IsQuickAsync(server.Services.GetRequiredService<QuickChecks>(), call);

    private static async Task<bool> IsQuickAsync(QuickChecks quick, HttpContext call)
    {
        var isQuick = true;
        await quick.AnswerAsync(call, _ =>
        {
            isQuick = false;
            Assert.Null(call.GetEndpoint());
            return Task.CompletedTask;
        });
        return isQuick;
    }

    private static async Task AssertAlikeAsync(Scene scene, string scope, string method)
    {
        var path = $"{scene.InstallationPath}/scopes/{scope}";

        // The first one finds the activation, so that the second is quick.
        await scene.Service.SendAsync(method, path, null);
        var quick = (await scene.Service.SendAsync(method, path, null)).Is(200);
        Assert.Equal((await scene.Service.SendAsync(method, $"{path}?minRevision=0", null)).Is(200).WithoutTrace, quick.WithoutTrace);
    }

    private async Task<(Scene Scene, string Token)> ActiveAsync()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var token = server.Token(["service"]);
        (await scene.As(token).GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        return (scene, token);
    }

    private static DefaultHttpContext Call(Scene scene, string authorization, string scope = "read_tags", string query = "", bool hasBody = false, string method = "GET")
    {
        var call = new DefaultHttpContext
        {
            Request =
            {
                Method = method,
                Path = new PathString($"{scene.InstallationPath}/scopes/{scope}"),
                QueryString = new(query),
                Headers = { Authorization = authorization },
            },
        };
        call.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(hasBody));
        return call;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}

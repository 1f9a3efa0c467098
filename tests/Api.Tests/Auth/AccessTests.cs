using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>Who may call what: every endpoint without a token, with every wrong role, and with the wrong tenant.</summary>
public sealed class AccessTests(RegistryServer server)
{
    private static readonly string[] Roles = ["operator", "service", "workspace_admin", "developer"];

    [Fact]
    public void Endpoints_ThatAreMapped_AreAllInTheTable()
    {
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(EndpointTable.Rows.Select(row => row.ToString()).Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Endpoint_WithoutToken_IsUnauthenticated(string name)
    {
        var scene = new Scene(server);
        var answer = await EndpointTable.Find(name).CallAsync(scene.Nobody, scene.Workspace, scene.App);

        answer.Refused(401, "unauthenticated");
        Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Endpoint_WithWrongRole_IsForbidden(string name)
    {
        var row = EndpointTable.Find(name);
        foreach (var role in Roles.Except(row.Roles).Append("somebody"))
        {
            var scene = new Scene(server);
            var caller = scene.As(server.Token([role], scene.Workspace, scene.DeveloperId));
            (await row.CallAsync(caller, scene.Workspace, scene.App)).Refused(403, "forbidden");

            // From now on the token is known.
            (await row.CallAsync(caller, scene.Workspace, scene.App)).Refused(403, "forbidden");
        }
    }

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Endpoint_WithPermittedRole_IsNotForbidden(string name)
    {
        var row = EndpointTable.Find(name);
        foreach (var role in row.Roles)
        {
            var scene = new Scene(server);
            await scene.InstallAsync();
            var caller = scene.As(server.Token([role], scene.Workspace, scene.DeveloperId));
            var answer = await row.CallAsync(caller, scene.Workspace, scene.App, scene.DeveloperId);

            // 409: a private app is not submitted nor reviewed. 422: the capability forces scopes that the short list leaves out.
            // 404: nothing was delivered, and no replay was started.
            Assert.Contains(answer.Status, new[] { 200, 201, 202, 409, 422, row.IsOfDelivery ? 404 : 200 });
        }
    }

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Endpoint_OfAnotherTenant_AnswersAsIfTheObjectDidNotExist(string name)
    {
        var row = EndpointTable.Find(name);
        var theirs = new Scene(server);
        var mine = new Scene(server);
        await theirs.InstallAsync();
        if (row.IsOfWorkspace && row.Roles.Contains("workspace_admin"))
        {
            var foreign = (await row.CallAsync(mine.Admin, theirs.Workspace, theirs.App)).Refused(404, "not_found");
            var missing = (await row.CallAsync(mine.Admin, "ws_nobody", "app-nobody")).Refused(404, "not_found");
            Assert.Equal(missing.WithoutTrace, foreign.WithoutTrace);
            Assert.Equal(foreign.WithoutTrace, (await row.CallAsync(mine.Admin, theirs.Workspace, theirs.App)).Refused(404, "not_found").WithoutTrace);
        }

        if (row.IsOfApp && row.Roles.Contains("developer"))
        {
            var foreign = (await row.CallAsync(mine.Developer, theirs.Workspace, theirs.App, mine.DeveloperId)).Refused(404, "not_found");
            if (row.ToString() != "PUT /v1/apps/{app}")
            {
                var missing = (await row.CallAsync(mine.Developer, theirs.Workspace, "app-nobody", mine.DeveloperId)).Refused(404, "not_found");
                Assert.Equal(missing.WithoutTrace, foreign.WithoutTrace);
            }
        }

        Assert.Equal("\"1\"", (await theirs.Admin.GetAsync(theirs.InstallationPath)).Is(200).ETag);
        Assert.Equal("\"1\"", (await theirs.Developer.GetAsync(theirs.AppPath)).Is(200).ETag);
    }

    [Fact]
    public async Task Installation_NeverInstalledInOwnWorkspace_AnswersAsOfAnotherTenant()
    {
        var mine = new Scene(server);
        var theirs = new Scene(server);
        await theirs.InstallAsync();
        var missing = (await mine.Admin.GetAsync(mine.InstallationPath)).Refused(404, "not_found");
        var foreign = (await mine.Admin.GetAsync(theirs.InstallationPath)).Refused(404, "not_found");

        Assert.Equal(missing.WithoutTrace, foreign.WithoutTrace);
    }

    [Fact]
    public async Task AppList_OfADeveloper_HoldsItsOwnOnly()
    {
        var theirs = new Scene(server);
        var mine = new Scene(server);
        await theirs.RegisterAsync();
        await mine.RegisterAsync();

        var items = (await mine.Developer.GetAsync("/v1/apps")).Is(200).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(mine.App, Assert.Single(items).GetProperty("app").GetString());
    }

    [Fact]
    public async Task BatchCheck_WithOneForeignWorkspace_IsNotFound()
    {
        var mine = new Scene(server);
        var theirs = new Scene(server);
        await theirs.InstallAsync();
        var body = $$"""{"checks":[{"workspace":"{{mine.Workspace}}","app":"a","scope":"s"},{"workspace":"{{theirs.Workspace}}","app":"{{theirs.App}}","scope":"read_tags"}]}""";

        (await mine.Admin.PostAsync("/v1/checks", body)).Refused(404, "not_found");
    }

    [Fact]
    public async Task App_RegisteredByADeveloperForAnother_IsForbidden()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","developer":"dev_other","visibility":"private"}""")).Refused(403, "forbidden");
        (await scene.Operator.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task App_RegisteredByAnOperatorWithoutDeveloper_IsInvalid()
    {
        var scene = new Scene(server);
        var answer = (await scene.Operator.PutAsync(scene.AppPath, """{"name":"x","visibility":"private"}""")).Refused(400, "invalid_request");
        Assert.Equal(["developer"], answer.Errors);
    }
}

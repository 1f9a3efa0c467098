namespace Registry.Api.Tests;

/// <summary>Who may call what, where that depends on more than the endpoint: see <see cref="Isolation.IsolationTenantTests"/> for each endpoint.</summary>
public sealed class AccessTests(RegistryServer server)
{
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

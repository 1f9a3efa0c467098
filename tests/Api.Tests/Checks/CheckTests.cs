namespace Registry.Api.Tests;

/// <summary>Single checks, batches and effective scopes.</summary>
public sealed class CheckTests(RegistryServer server)
{
    [Theory]
    [InlineData("read_tags", "granted")]
    [InlineData("write_tags", "scope_not_requested")]
    [InlineData("no_such_scope", "unknown_scope")]
    [InlineData("https:%2F%2Fscopes.example%2Fa%25b", "unknown_scope")]
    public async Task Check_OfAnInstallation_SaysWhy(string scope, string reason)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var allowed = reason == "granted" ? "true" : "false";
        foreach (var caller in new[] { scene.Service, scene.Operator, scene.Admin })
        {
            var answer = (await caller.GetAsync($"{scene.InstallationPath}/scopes/{scope}")).Is(200);
            Assert.Equal($$"""{"allowed":{{allowed}},"reason":"{{reason}}","revision":1}""", answer.Text);
        }
    }

    [Fact]
    public async Task Check_OfWhatWasNeverInstalled_IsDeniedAtRevisionZero()
    {
        var scene = new Scene(server);
        Assert.Equal("""{"allowed":false,"reason":"not_installed","revision":0}""", (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200).Text);
        Assert.Equal("""{"effectiveScopes":[],"revision":0}""", (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes")).Is(200).Text);
    }

    [Fact]
    public async Task EffectiveScopes_OfAnInstallation_AreListed()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync();
        var answer = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes")).Is(200);
        Assert.Equal(installed.Strings("effectiveScopes"), answer.Strings("effectiveScopes"));
        Assert.Equal(1, answer.Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task MinRevision_OfTheFuture_IsStale()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags?minRevision=1")).Is(200);
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes?minRevision=1")).Is(200);
        var stale = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags?minRevision=2")).Refused(409, "stale_revision");
        Assert.Equal(1, stale.Json.GetProperty("revision").GetInt64());
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes?minRevision=2")).Refused(409, "stale_revision");
    }

    [Fact]
    public async Task Batch_OfAThousand_AnswersInOrder()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        string[] scopes = ["read_tags", "write_tags", "no_such_scope"];
        var checks = Enumerable.Range(0, 1000).Select(index => $$"""{"workspace":"{{scene.Workspace}}","app":"{{scene.App}}","scope":"{{scopes[index % 3]}}"}""");
        var results = (await scene.Service.PostAsync("/v1/checks", $$"""{"checks":[{{string.Join(",", checks)}}]}""")).Is(200).Json.GetProperty("results");

        string[] reasons = ["granted", "scope_not_requested", "unknown_scope"];
        Assert.Equal(Enumerable.Range(0, 1000).Select(index => reasons[index % 3]), results.EnumerateArray().Select(result => result.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Batch_WithAStaleCheck_NamesIt()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var check = $$"""{"workspace":"{{scene.Workspace}}","app":"{{scene.App}}","scope":"read_tags","minRevision":""";
        var stale = (await scene.Service.PostAsync("/v1/checks", $$"""{"checks":[{{check}}1},{{check}}5}]}""")).Refused(409, "stale_revision");
        Assert.Equal(1, stale.Json.GetProperty("index").GetInt32());
        Assert.Equal(5, stale.Json.GetProperty("minRevision").GetInt64());
    }
}

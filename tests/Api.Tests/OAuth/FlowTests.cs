using Microsoft.AspNetCore.WebUtilities;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.OAuth;

/// <summary>From the app to the consent, the code, the token and what it is good for. RFC 6749, 7636, 9207.</summary>
public sealed class FlowTests(RegistryServer server)
{
    [Fact]
    public async Task Authorization_WithConsent_InstallsTheAppAndGivesACode()
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var back = await oauth.ConsentAsync();

        Assert.Equal("https://fin.example/installed", back.GetLeftPart(UriPartial.Path));
        Assert.Equal("registry", OAuthScene.Parameter(back, "from"));
        Assert.Equal("st/1 &=", OAuthScene.Parameter(back, "state"));
        Assert.Equal($"{server.Url}/", OAuthScene.Parameter(back, "iss"));
        var installation = (await oauth.Scene.Admin.GetAsync(oauth.Scene.InstallationPath)).Is(200).Json;
        Assert.Equal(6, installation.GetProperty("grantedScopes").GetArrayLength());
        Assert.Equal($"workspace_admin:{oauth.Scene.Workspace}", installation.GetProperty("installedBy").GetString());
    }

    [Fact]
    public async Task Code_Exchanged_IsATokenOfThisInstallation()
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var answer = (await oauth.ExchangeAsync(await oauth.CodeAsync("read_tags"))).Is(200);

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        var token = answer.Json.GetProperty("access_token").GetString()!;
        Assert.StartsWith("registry_at_", token, StringComparison.Ordinal);
        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal(oauth.Scene.Workspace, answer.Json.GetProperty("workspace").GetString());

        // What was left out on the page is not in it: the scope is told, as it differs from what the app requests.
        Assert.Equal(
            ["read_admins", "read_and_list_users_and_companies", "read_conversations", "read_data_when_entered_into_the_app", "read_tags"],
            answer.Json.GetProperty("scope").GetString()!.Split(' ').Order(StringComparer.Ordinal));
        Assert.False(answer.Json.TryGetProperty("expires_in", out _));
    }

    [Fact]
    public async Task Introspection_OfAGoodToken_TellsWhatItsBearerMayDoNow()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync();

        var before = (await oauth.IntrospectAsync(token)).Is(200).Json;
        (await oauth.Scene.Admin.DeleteAsync($"{oauth.Scene.InstallationPath}/scopes/read_tags")).Is(200);
        var after = (await oauth.IntrospectAsync(token)).Is(200).Json;

        Assert.True(before.GetProperty("active").GetBoolean());
        Assert.Contains("read_tags", before.GetProperty("scope").GetString()!.Split(' '));
        Assert.Equal(oauth.ClientId, before.GetProperty("client_id").GetString());
        Assert.Equal(oauth.ClientId, before.GetProperty("app").GetString());
        Assert.Equal(oauth.Scene.Workspace, before.GetProperty("workspace").GetString());
        Assert.Equal("Bearer", before.GetProperty("token_type").GetString());
        Assert.Equal("no-store", (await oauth.IntrospectAsync(token)).Headers["Cache-Control"]);
        Assert.True(after.GetProperty("active").GetBoolean());
        Assert.DoesNotContain("read_tags", after.GetProperty("scope").GetString()!.Split(' '));
        Assert.Equal(before.GetProperty("revision").GetInt64() + 1, after.GetProperty("revision").GetInt64());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task Introspection_TheQuickWayAndTheLongWay_IsTheSame(int lifetime)
    {
        var oauth = await OAuthScene.MakeAsync(server);
        (await oauth.Scene.Developer.PutAsync($"{oauth.Scene.AppPath}/oauth", $$"""{"redirectUris":["{{OAuthScene.RedirectUri}}"],"tokenLifetime":{{(lifetime == 0 ? "null" : lifetime)}}}""")).Is(200);
        var token = await oauth.TokenAsync();

        // From then on the service is known.
        (await oauth.IntrospectAsync(token)).Is(200);
        foreach (var shown in new[] { token, $"{token}x", "x" })
        {
            var quick = (await oauth.IntrospectAsync(shown)).Is(200);
            var hinted = (await oauth.PostAsync("/oauth/introspect", $"Bearer {oauth.PlatformToken}", ("token", shown), ("token_type_hint", "access_token"))).Is(200);

            Assert.NotEqual(quick.Text, hinted.Text); // OpenIddict writes on several lines.
            Assert.Equal("no-store", quick.Headers["Cache-Control"]);
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(quick.Text), System.Text.Json.Nodes.JsonNode.Parse(hinted.Text)), $"{quick.Text}\n{hinted.Text}");
        }
    }

    // With a separator at its end a query takes the long way.
    [Theory]
    [InlineData("?scope=read_tags", "?scope=read_tags&")]
    [InlineData("?scope=write_tags", "?scope=write_tags&")]
    public async Task Gateway_TheQuickWayAndTheLongWay_IsAnsweredTheSame(string quickly, string slowly)
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync();
        await AssertAlikeAsync(token);
        await AssertAlikeAsync(AccessTokenText.Create(new(WorkspaceId.Parse(oauth.Scene.Workspace), AppId.Parse(oauth.Scene.App))).Text);

        (await oauth.Scene.Admin.DeleteAsync($"{oauth.Scene.InstallationPath}/scopes/read_tags")).Is(200);
        await AssertAlikeAsync(token);
        (await oauth.Scene.Admin.PutAsync($"{oauth.Scene.InstallationPath}/suspension", """{"reason":"Looks odd"}""")).Is(200);
        await AssertAlikeAsync(token);

        async Task AssertAlikeAsync(string shown)
        {
            // The first finds the installation, so that the second is quick.
            await oauth.AuthorizeAsync(shown, slowly);
            Assert.Equal((await oauth.AuthorizeAsync(shown, slowly)).WithoutTrace, (await oauth.AuthorizeAsync(shown, quickly)).WithoutTrace);
        }
    }

    [Theory]
    [InlineData("uninstalled")]
    [InlineData("installation suspended")]
    [InlineData("app suspended")]
    [InlineData("revoked by the admin")]
    [InlineData("revoked by the app")]
    public async Task Introspection_OfWhatHasEnded_SaysInactiveAndNothingElse(string end)
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync();
        var scene = oauth.Scene;
        var id = (await scene.Admin.GetAsync($"{scene.InstallationPath}/tokens")).Is(200).Json.GetProperty("items")[0].GetProperty("id").GetString();

        (end switch
        {
            "uninstalled" => await scene.Admin.DeleteAsync(scene.InstallationPath),
            "installation suspended" => await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Looks odd"}"""),
            "app suspended" => await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Looks odd"}"""),
            "revoked by the admin" => await scene.Admin.DeleteAsync($"{scene.InstallationPath}/tokens/{id}"),
            _ => await oauth.PostAsync("/oauth/revoke", oauth.BasicAuthorization(), ("token", token)),
        }).Is(200);

        Assert.Equal("""{"active":false}""", Compact(await oauth.IntrospectAsync(token)));
        Assert.Equal("Bearer realm=\"registry\", error=\"invalid_token\"", (await oauth.AuthorizeAsync(token)).Refused(401, "unauthenticated").Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Introspection_OfUnknownForeignAndMistypedTokens_LooksTheSame()
    {
        var (mine, other) = (await OAuthScene.MakeAsync(server), await OAuthScene.MakeAsync(server));
        var token = await other.TokenAsync();
        var swapped = $"{token[..^1]}{(token[^1] == 'A' ? 'B' : 'A')}";

        string[] answers =
        [
            Compact(await mine.PostAsync("/oauth/introspect", mine.BasicAuthorization(), ("token", token))),
            Compact(await mine.IntrospectAsync(swapped)),
            Compact(await mine.IntrospectAsync("registry_at_nothing")),
            Compact(await mine.IntrospectAsync("ey.a.b")),
            Compact(await mine.IntrospectAsync(await mine.CodeAsync())),
        ];

        Assert.All(answers, answer => Assert.Equal("""{"active":false}""", answer));
        Assert.Contains("\"active\":true", Compact(await other.PostAsync("/oauth/introspect", other.BasicAuthorization(), ("token", token))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introspection_WithoutWhoAsks_IsRefused()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync();
        string?[] authorizations = [null, "Bearer nonsense", $"Bearer {token}", $"Bearer {server.Token(["developer"], developer: oauth.Scene.DeveloperId)}", oauth.BasicAuthorization("wrong")];

        foreach (var authorization in authorizations)
        {
            var answer = (await oauth.PostAsync("/oauth/introspect", authorization, ("token", token))).Is(401);
            Assert.Equal("invalid_client", answer.Json.GetProperty("error").GetString());
            Assert.False(answer.Json.TryGetProperty("error_uri", out _));
        }
    }

    [Fact]
    public async Task Code_UsedTwice_IsRefusedAndRevokesWhatItGave()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var code = await oauth.CodeAsync();
        var token = (await oauth.ExchangeAsync(code)).Is(200).Json.GetProperty("access_token").GetString()!;

        var again = (await oauth.ExchangeAsync(code)).Is(400);

        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.Equal("""{"active":false}""", Compact(await oauth.IntrospectAsync(token)));
        Assert.Equal("invalid_grant", (await oauth.ExchangeAsync(code)).Is(400).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Code_OfAnInstallationThatWasEndedAndBegunAnew_IsRefused()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var code = await oauth.CodeAsync();
        (await oauth.Scene.Admin.DeleteAsync(oauth.Scene.InstallationPath)).Is(200);
        (await oauth.Scene.Admin.PutAsync(oauth.Scene.InstallationPath)).Is(200);

        Assert.Equal("invalid_grant", (await oauth.ExchangeAsync(code)).Is(400).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task SecondConsent_AsksForWhatIsNewOnly_AndKeepsTheRest()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var first = await oauth.TokenAsync("read_tags");
        (await oauth.Scene.Admin.DeleteAsync($"{oauth.Scene.InstallationPath}/topics/company.created")).Is(200);

        var (path, page) = await oauth.AskAsync(("scope", "read_events"));
        Assert.Contains("data-held=\"read_tags\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"read_events\"", page.Text, StringComparison.Ordinal);
        var back = await oauth.GoOnAsync(await oauth.Admin.SubmitAsync(path, page, "consent", ("step", "allow"), ("scope", "read_events")));
        (await oauth.ExchangeAsync(OAuthScene.Parameter(back, "code"))).Is(200);

        var installation = (await oauth.Scene.Admin.GetAsync(oauth.Scene.InstallationPath)).Is(200);
        Assert.Contains("read_tags", installation.Strings("grantedScopes"));
        Assert.Contains("read_events", installation.Strings("grantedScopes"));
        Assert.Equal("disabled", installation.Json.GetProperty("topics").EnumerateArray().Single(topic => topic.GetProperty("id").GetString() == "company.created").GetProperty("state").GetString());
        Assert.Contains("read_events", (await oauth.IntrospectAsync(first)).Json.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/tokens")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Admin_WhoDeclines_SendsTheAppAnErrorAndChangesNothing()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var (path, page) = await oauth.AskAsync();

        var back = await oauth.GoOnAsync(await oauth.Admin.SubmitAsync(path, page, "consent", ("step", "deny")));

        Assert.Equal("access_denied", OAuthScene.Parameter(back, "error"));
        Assert.Equal("st/1 &=", OAuthScene.Parameter(back, "state"));
        Assert.Equal($"{server.Url}/", OAuthScene.Parameter(back, "iss"));
        Assert.False(QueryHelpers.ParseQuery(back.Query).ContainsKey("code"));
        (await oauth.Scene.Admin.GetAsync(oauth.Scene.InstallationPath)).Refused(404, "not_found");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task Gateway_ThatPutsItsPathBehind_IsAnsweredWith200(string method)
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync("read_tags");

        foreach (var scope in new[] { "read_tags", "read%5Ftags" })
        {
            var allowed = (await oauth.AuthorizeAsync(token, $"/{scope}/tags/7?page=2&access_token=none", method)).Is(200);
            Assert.Equal(("", oauth.Scene.Workspace), (allowed.Text, allowed.Headers["Registry-Workspace"]));
        }

        (await oauth.AuthorizeAsync(token, "/read_tags", method)).Is(200);
        Assert.Equal("Bearer realm=\"registry\", error=\"insufficient_scope\", scope=\"read_events\"", (await oauth.AuthorizeAsync(token, "/read_events/tags/7", method)).Refused(403, "forbidden").Headers["WWW-Authenticate"]);
        (await oauth.AuthorizeAsync($"{token}x", "/read_tags/tags/7", method)).Refused(401, "unauthenticated");
        (await oauth.AuthorizeAsync(null, "/read_tags/tags/7", method)).Refused(401, "unauthenticated");
    }

    [Fact]
    public async Task Gateway_AsksWithTheTokenOfTheApp()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync("read_tags");

        var allowed = (await oauth.AuthorizeAsync(token)).Is(204);
        Assert.Equal(oauth.Scene.Workspace, allowed.Headers["Registry-Workspace"]);
        Assert.Equal(oauth.ClientId, allowed.Headers["Registry-App"]);
        var denied = (await oauth.AuthorizeAsync(token, "?scope=read_events")).Refused(403, "forbidden");
        Assert.Equal("Bearer realm=\"registry\", error=\"insufficient_scope\", scope=\"read_events\"", denied.Headers["WWW-Authenticate"]);
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        denied = (await oauth.Scene.As(token).GetAsync("/v1/authorize?scope=read_events", ("traceparent", $"00-{Trace}-b7ad6b7169203331-00"))).Refused(403, "forbidden");
        Assert.Equal(Trace, denied.Json.GetProperty("traceId").GetString());
        Assert.Equal("Bearer realm=\"registry\"", (await oauth.AuthorizeAsync(null)).Refused(401, "unauthenticated").Headers["WWW-Authenticate"]);
        Assert.Contains("invalid_token", (await oauth.AuthorizeAsync("nonsense")).Refused(401, "unauthenticated").Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Contains("invalid_request", (await oauth.AuthorizeAsync(token, "")).Refused(400, "invalid_request").Headers["WWW-Authenticate"], StringComparison.Ordinal);
        (await oauth.AuthorizeAsync(null, $"?scope=read_tags&access_token={token}")).Refused(400, "invalid_request");
    }

    [Fact]
    public async Task Tokens_AreListedNamedAndRevokedOneByOne()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var tokens = new[] { await oauth.TokenAsync(), await oauth.TokenAsync() };
        var path = $"{oauth.Scene.InstallationPath}/tokens";
        var ids = (await oauth.Scene.Admin.GetAsync(path)).Is(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToArray();

        (await oauth.Scene.Admin.PutAsync($"{path}/{ids[0]}", """{"name":"Production"}""")).Is(200);
        (await oauth.Scene.Admin.PutAsync($"{path}/0000000000000000", """{"name":"Production"}""")).Refused(404, "not_found");
        (await oauth.Scene.Admin.DeleteAsync($"{path}/{ids[1]}")).Is(200);
        (await oauth.Scene.Admin.DeleteAsync($"{path}/{ids[1]}")).Is(200);

        var left = Assert.Single((await oauth.Scene.Admin.GetAsync(path)).Is(200).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("Production", left.GetProperty("name").GetString());
        Assert.Equal($"workspace_admin:{oauth.Scene.Workspace}", left.GetProperty("createdBy").GetString());
        Assert.Contains("\"active\":true", Compact(await oauth.IntrospectAsync(tokens[0])), StringComparison.Ordinal);
        Assert.Equal("""{"active":false}""", Compact(await oauth.IntrospectAsync(tokens[1])));
        var actions = (await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/history")).Json.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("action").GetString()).ToArray();
        Assert.Equal(["token_revoked", "token_named", "token_issued", "token_issued", "installed"], actions);
    }

    private static string Compact(Answer answer) => System.Text.RegularExpressions.Regex.Replace(answer.Is(200).Text, "\\s", "");
}

using Microsoft.AspNetCore.WebUtilities;

namespace Registry.Api.Tests.OAuth;

/// <summary>What RFC 9700 warns of, and what RFC 6749, 7009 and 7636 say to malformed requests.</summary>
public sealed class AttackTests(RegistryServer server)
{
    [Theory]
    [InlineData("redirect_uri", "https://evil.example/installed")]
    [InlineData("redirect_uri", "https://fin.example/installed")]
    [InlineData("redirect_uri", "https://fin.example/installed?from=registry&more=1")]
    [InlineData("redirect_uri", "https://fin.example/installed/../installed?from=registry")]
    [InlineData("redirect_uri", "HTTPS://fin.example/installed?from=registry")]
    [InlineData("redirect_uri", "https://fin.example.evil.example/installed?from=registry")]
    [InlineData("redirect_uri", "http://127.0.0.1:8080/other")]
    [InlineData("redirect_uri", "")]
    [InlineData("client_id", "no-such-app")]
    [InlineData("client_id", "")]
    public async Task Request_ThatNobodyKnowsToBeTheApps_IsAPageAndNoRedirect(string name, string value)
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var answer = (await oauth.Admin.GetAsync(oauth.Request((name, value)))).Is(400);

        Assert.False(answer.Headers.ContainsKey("Location"));
        Assert.Equal("text/html", answer.MediaType);
        Assert.Contains("data-fault", answer.Text, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:49152/native")]
    [InlineData("http://127.0.0.1/native")]
    public async Task LoopbackAddress_IsGoodWithAnyPort(string address)
    {
        var oauth = await OAuthScene.MakeAsync(server);

        Assert.StartsWith("/oauth/consent?", (await oauth.Admin.GetAsync(oauth.Request(("redirect_uri", address)))).Is(302).Headers["Location"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_request", "code_challenge", "", "code_challenge_method", "")]
    [InlineData("invalid_request", "code_challenge_method", "plain", "x", "")]
    [InlineData("invalid_request", "code_challenge_method", "", "x", "")]
    [InlineData("unsupported_response_type", "response_type", "token", "x", "")]
    [InlineData("invalid_scope", "scope", "read_tags write_everything", "x", "")]
    [InlineData("invalid_scope", "scope", "read_tickets", "x", "")]
    [InlineData("consent_required", "prompt", "none", "x", "")]
    public async Task Request_ThatIsTheAppsButNotInOrder_GetsTheErrorOfTheRfc(string error, string name, string value, string second, string other)
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var answer = (await oauth.Admin.GetAsync(oauth.Request((name, value), (second, other)))).Is(302);

        var back = new Uri(answer.Headers["Location"]);
        Assert.Equal("fin.example", back.Host);
        Assert.Equal(error, OAuthScene.Parameter(back, "error"));
        Assert.NotEmpty(OAuthScene.Parameter(back, "error_description"));
        Assert.Equal("st/1 &=", OAuthScene.Parameter(back, "state"));
        Assert.Equal($"{server.Url}/", OAuthScene.Parameter(back, "iss"));
        Assert.False(QueryHelpers.ParseQuery(back.Query).ContainsKey("error_uri"));
    }

    [Fact]
    public async Task Request_WithAnEndlessState_IsRefused_AndWithALongOneGoesAllTheWay()
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var refused = new Uri((await oauth.Admin.GetAsync(oauth.Request(("state", new string('s', 3_000))))).Is(302).Headers["Location"]);
        var back = await oauth.ConsentAsync([("state", new string('s', 2_500))]);

        Assert.Equal("invalid_request", OAuthScene.Parameter(refused, "error"));
        Assert.Equal(2_500, OAuthScene.Parameter(back, "state").Length);
    }

    [Theory]
    [InlineData("invalid_grant", 400, "code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong")]
    [InlineData("invalid_request", 400, "code_verifier", "")]
    [InlineData("invalid_grant", 400, "redirect_uri", "http://127.0.0.1/native")]
    [InlineData("invalid_request", 400, "redirect_uri", "")]
    [InlineData("invalid_client", 401, "client_secret", "wrong")]
    [InlineData("invalid_client", 401, "client_secret", "")]
    [InlineData("invalid_client", 401, "client_id", "no-such-app")]
    [InlineData("invalid_grant", 400, "code", "registry_ac_nonsense")]
    [InlineData("invalid_request", 400, "code", "")]
    [InlineData("unsupported_grant_type", 400, "grant_type", "password")]
    [InlineData("invalid_request", 400, "grant_type", "")]
    public async Task Exchange_ThatIsNotInOrder_GivesNothing(string error, int status, string name, string value)
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var code = await oauth.CodeAsync();

        var answer = (await oauth.ExchangeAsync(code, (name, value))).Is(status);

        Assert.Equal(error, answer.Json.GetProperty("error").GetString());
        Assert.NotEmpty(answer.Json.GetProperty("error_description").GetString()!);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Empty((await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/tokens")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Code_OfAnotherApp_IsWorthNothing()
    {
        var (mine, other) = (await OAuthScene.MakeAsync(server), await OAuthScene.MakeAsync(server));
        var code = await other.CodeAsync();

        var stolen = await mine.ExchangeAsync(code, ("code_verifier", other.Verifier));

        Assert.Equal("invalid_grant", stolen.Is(400).Json.GetProperty("error").GetString());
        (await other.ExchangeAsync(code)).Is(200);
    }

    [Fact]
    public async Task Token_OfAnotherApp_CantBeRevoked()
    {
        var (mine, other) = (await OAuthScene.MakeAsync(server), await OAuthScene.MakeAsync(server));
        var token = await other.TokenAsync();

        (await mine.PostAsync("/oauth/revoke", mine.BasicAuthorization(), ("token", token))).Is(200);
        (await mine.PostAsync("/oauth/revoke", mine.BasicAuthorization(), ("token", "registry_at_nothing"))).Is(200);
        Assert.Equal("invalid_client", (await mine.PostAsync("/oauth/revoke", null, ("token", token))).Is(401).Json.GetProperty("error").GetString());

        Assert.True((await other.IntrospectAsync(token)).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Consent_WithoutTheFormOfThatPerson_DoesNothing()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var (path, _) = await oauth.AskAsync();

        // What another site can make a browser send.
        (await oauth.Admin.PostAsync(path, ("_handler", "consent"), ("step", "allow"), ("scope", "read_tags"))).Is(400);

        (await oauth.Scene.Admin.GetAsync(oauth.Scene.InstallationPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Consent_OfOnePerson_IsWorthNothingToAnother()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var (path, page) = await oauth.AskAsync();
        var back = (await oauth.Admin.SubmitAsync(path, page, "consent", ("step", "allow"))).Is(302).Headers["Location"];
        var other = await new Person(server.Client).SignInAsAdminAsync($"ws_{Scene.NewId()}");

        (await other.GetAsync(back)).Is(400);
        (await new Person(server.Client).GetAsync(back)).Is(400);
        (await oauth.Admin.GetAsync(back.Replace("state=", "state=x", StringComparison.Ordinal))).Is(400);
        (await oauth.Admin.GetAsync(oauth.Request(("registry_consent", "made-up")))).Is(400);
        (await oauth.Admin.GetAsync(back)).Is(302);
    }

    [Fact]
    public async Task Consent_IsForAdminsOfTheirOwnWorkspace()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var developer = await new Person(server.Client).SignInAsync("developer", ("developer", oauth.Scene.DeveloperId));
        var stranger = await new Person(server.Client).SignInAsAdminAsync($"ws_{Scene.NewId()}");

        var path = (await developer.GetAsync(oauth.Request())).Is(302).Headers["Location"];

        Assert.Contains("Only a workspace admin", (await developer.GetAsync(path)).Is(200).Text, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?returnUrl=", (await new Person(server.Client).GetAsync(path)).Is(302).Headers["Location"], StringComparison.Ordinal);

        // A private app that is not meant for this workspace: as one that does not exist.
        var page = (await stranger.GetAsync(path)).Is(200);
        Assert.DoesNotContain("Fin reports", page.Text, StringComparison.Ordinal);
        Assert.Equal("access_denied", OAuthScene.Parameter(await FollowAsync(stranger, await stranger.SubmitAsync(path, page, "consent", ("step", "deny"))), "error"));
    }

    [Fact]
    public async Task ConsentPage_CantBeFramed_AndItsFormLeadsToTheAppOnly()
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var (_, page) = await oauth.AskAsync();

        Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self' https://fin.example", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("same-origin", page.Headers["Referrer-Policy"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_Guessed_IsNotLookedAtForEver()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var wrong = $"registry_cs_{oauth.Secret["registry_cs_".Length..].Replace('A', 'B')}x";

        for (var guess = 0; guess < 10; guess++)
        {
            (await oauth.PostAsync("/oauth/revoke", oauth.BasicAuthorization(wrong), ("token", "x"))).Is(401);
        }

        var limited = (await oauth.PostAsync("/oauth/revoke", oauth.BasicAuthorization(), ("token", "x"))).Is(401);
        Assert.Contains("Too many", limited.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_SaysWhatThereIs()
    {
        var metadata = (await new Scene(server).Nobody.GetAsync("/.well-known/oauth-authorization-server")).Is(200);

        Assert.Equal($"{server.Url}/", metadata.Json.GetProperty("issuer").GetString());
        Assert.Equal($"{server.Url}/oauth/authorize", metadata.Json.GetProperty("authorization_endpoint").GetString());
        Assert.Equal($"{server.Url}/oauth/token", metadata.Json.GetProperty("token_endpoint").GetString());
        Assert.Equal($"{server.Url}/oauth/introspect", metadata.Json.GetProperty("introspection_endpoint").GetString());
        Assert.Equal($"{server.Url}/oauth/revoke", metadata.Json.GetProperty("revocation_endpoint").GetString());
        Assert.Equal(["S256"], metadata.Strings("code_challenge_methods_supported"));
        Assert.Equal(["code"], metadata.Strings("response_types_supported"));
        Assert.True(metadata.Json.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.Contains("private_key_jwt", metadata.Strings("token_endpoint_auth_methods_supported"));
    }

    private static async Task<Uri> FollowAsync(Person person, Answer answered) =>
        new((await person.GetAsync(answered.Is(302).Headers["Location"])).Is(302).Headers["Location"]);
}

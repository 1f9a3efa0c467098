namespace Registry.Api.Tests.OAuth;

/// <summary>An app reads where it is installed, with a token of its own. RFC 6749 section 4.4.</summary>
public sealed class OwnInstallationsTests(RegistryServer server)
{
    [Fact]
    public async Task App_WithATokenOfItsOwn_ReadsItsInstallations_AndNothingElse()
    {
        var (mine, other) = (await OAuthScene.MakeAsync(server), await OAuthScene.MakeAsync(server));
        (await mine.Scene.Admin.PutAsync(mine.Scene.InstallationPath)).Is(201);

        var given = (await mine.PostAsync("/oauth/token", mine.BasicAuthorization(), ("grant_type", "client_credentials"))).Is(200);
        var app = mine.Scene.As(given.Json.GetProperty("access_token").GetString());

        Assert.InRange(given.Json.GetProperty("expires_in").GetInt32(), 540, 600);
        Assert.Equal("no-store", given.Headers["Cache-Control"]);
        Assert.False(given.Json.TryGetProperty("refresh_token", out _));
        var listed = Assert.Single((await app.GetAsync($"{mine.Scene.AppPath}/installations")).Is(200).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(mine.Scene.Workspace, listed.GetProperty("workspace").GetString());
        (await app.GetAsync($"{other.Scene.AppPath}/installations")).Refused(401, "unauthenticated");
        (await app.GetAsync(mine.Scene.AppPath)).Refused(401, "unauthenticated");
        (await app.GetAsync(mine.Scene.InstallationPath)).Refused(401, "unauthenticated");
        (await app.PutAsync($"{mine.Scene.AppPath}/oauth", """{"redirectUris":[]}""")).Refused(401, "unauthenticated");
        (await mine.AuthorizeAsync(given.Json.GetProperty("access_token").GetString())).Refused(401, "unauthenticated");
    }

    [Theory]
    [InlineData("invalid_client", 401, "client_secret", "wrong")]
    [InlineData("invalid_request", 400, "client_secret", "")]
    [InlineData("invalid_scope", 400, "scope", "read_tags")]
    public async Task Request_ThatIsNotInOrder_GetsTheErrorOfTheRfc(string error, int status, string name, string value)
    {
        var oauth = await OAuthScene.MakeAsync(server);

        var answer = await oauth.ExchangeAsync("", ("grant_type", "client_credentials"), ("redirect_uri", ""), ("code_verifier", ""), (name, value));

        Assert.Equal(error, answer.Is(status).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Token_ThatWasMadeUp_IsNoToken()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        (await scene.As("registry_aa_nothing").GetAsync($"{scene.AppPath}/installations")).Refused(401, "unauthenticated");
    }
}

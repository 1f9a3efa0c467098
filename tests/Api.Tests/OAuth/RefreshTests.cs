using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.OAuth;

/// <summary>Tokens that expire, where a developer wants them to. RFC 6749 section 6, RFC 9700 section 4.14.</summary>
public sealed class RefreshTests(RegistryServer server)
{
    [Fact]
    public async Task Token_ThatExpires_IsReplacedByItsRefreshToken()
    {
        var oauth = await MakeAsync();
        var first = (await oauth.ExchangeAsync(await oauth.CodeAsync())).Is(200).Json;
        var history = (await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/history")).Json.GetProperty("items").GetArrayLength();

        var second = (await RefreshAsync(oauth, first.GetProperty("refresh_token").GetString()!)).Is(200);

        Assert.InRange(first.GetProperty("expires_in").GetInt32(), 540, 600);
        Assert.Equal("no-store", second.Headers["Cache-Control"]);
        Assert.InRange(second.Json.GetProperty("expires_in").GetInt32(), 540, 600);
        Assert.Equal(oauth.Scene.Workspace, second.Json.GetProperty("workspace").GetString());
        Assert.False(await IsActiveAsync(oauth, first));
        Assert.True(await IsActiveAsync(oauth, second.Json));
        Assert.True((await oauth.IntrospectAsync(second.Json.GetProperty("access_token").GetString()!)).Json.TryGetProperty("exp", out _));
        Assert.True((await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/tokens")).Json.GetProperty("items")[0].GetProperty("expires").GetBoolean());

        // A refresh is no change of the installation.
        Assert.Equal(history, (await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/history")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task RefreshToken_UsedTwice_RevokesAllThatCameOfIt()
    {
        var oauth = await MakeAsync();
        var first = (await oauth.ExchangeAsync(await oauth.CodeAsync())).Is(200).Json;
        var second = (await RefreshAsync(oauth, first.GetProperty("refresh_token").GetString()!)).Is(200).Json;

        var again = (await RefreshAsync(oauth, first.GetProperty("refresh_token").GetString()!)).Is(400);

        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.False(await IsActiveAsync(oauth, second));
        Assert.Equal("invalid_grant", (await RefreshAsync(oauth, second.GetProperty("refresh_token").GetString()!)).Is(400).Json.GetProperty("error").GetString());
        Assert.Contains("token_revoked", (await oauth.Scene.Admin.GetAsync($"{oauth.Scene.InstallationPath}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefreshToken_IsGoodForItsAppOnly_AndForNothingElse()
    {
        var (mine, other) = (await MakeAsync(), await MakeAsync());
        var tokens = (await other.ExchangeAsync(await other.CodeAsync())).Is(200).Json;
        var refresh = tokens.GetProperty("refresh_token").GetString()!;

        Assert.Equal("invalid_grant", (await RefreshAsync(mine, refresh)).Is(400).Json.GetProperty("error").GetString());
        Assert.Equal("invalid_client", (await RefreshAsync(other, refresh, ("client_secret", "wrong"))).Is(401).Json.GetProperty("error").GetString());
        Assert.Equal("invalid_client", (await RefreshAsync(other, refresh, ("client_id", ""), ("client_secret", ""))).Is(401).Json.GetProperty("error").GetString());
        Assert.Equal("invalid_grant", (await RefreshAsync(other, tokens.GetProperty("access_token").GetString()!)).Is(400).Json.GetProperty("error").GetString());
        (await other.AuthorizeAsync(refresh)).Refused(401, "unauthenticated");
        Assert.False((await other.IntrospectAsync(refresh)).Json.GetProperty("active").GetBoolean());
        (await RefreshAsync(other, refresh)).Is(200);
    }

    [Fact]
    public async Task RefreshToken_Revoked_EndsTheAccessTokenToo()
    {
        var oauth = await MakeAsync();
        var tokens = (await oauth.ExchangeAsync(await oauth.CodeAsync())).Is(200).Json;

        (await oauth.PostAsync("/oauth/revoke", oauth.BasicAuthorization(), ("token", tokens.GetProperty("refresh_token").GetString()!))).Is(200);

        Assert.False(await IsActiveAsync(oauth, tokens));
        (await RefreshAsync(oauth, tokens.GetProperty("refresh_token").GetString()!)).Is(400);
    }

    [Fact]
    public async Task Token_AfterItsTime_IsNotGood_AndItsRefreshTokenStillIs()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var later = new RegistryServer(services =>
        {
            services.AddSingleton<TimeProvider>(clock);

            // The silo's own timers go on.
            services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, (_, _) => TimeProvider.System);
        });
        await later.InitializeAsync();
        var key = new InstallationKey(WorkspaceId.Parse("ws_acme"), AppId.Parse("fin-reports"));
        var grains = later.Services.GetRequiredService<IGrainFactory>();
        await grains.GetApp(key.App).PutAsync(
            new() { Name = "Fin", Developer = DeveloperId.Parse("dev_fin"), Visibility = AppVisibility.Private, Workspaces = [key.Workspace] }, new("developer:dev_fin", "r"));
        var installation = grains.GetInstallation(key);
        var installed = Assert.IsType<InstallationResult.Accepted>(await installation.InstallAsync(new(), new("workspace_admin:ws_acme", "r")));
        var id = AccessTokenId.Parse("00000000000000a1");
        var now = clock.GetUtcNow();
        await installation.IssueTokenAsync(
            new(id, "", AuthorizationCodeId.Parse("00000000000000c1"), now, installed.Installation.InstalledAt, new("access", now.AddMinutes(10), "refresh", now.AddDays(180))),
            new("workspace_admin:ws_acme", "r"));

        Assert.NotNull(await installation.IntrospectAsync(new(id, "access")));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await installation.IntrospectAsync(new(id, "access")));
        Assert.IsType<RefreshResult.Refreshed>(await installation.RefreshTokenAsync(
            id, "refresh", new("access2", clock.GetUtcNow().AddMinutes(10), "refresh2", clock.GetUtcNow().AddDays(180)), new("app:fin-reports", "r")));
        Assert.NotNull(await installation.IntrospectAsync(new(id, "access2")));
        clock.Advance(TimeSpan.FromDays(181));
        Assert.IsType<RefreshResult.Refused>(await installation.RefreshTokenAsync(
            id, "refresh2", new("access3", clock.GetUtcNow().AddMinutes(10), "refresh3", clock.GetUtcNow().AddDays(180)), new("app:fin-reports", "r")));
    }

    private async Task<OAuthScene> MakeAsync()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        (await oauth.Scene.Developer.PutAsync($"{oauth.Scene.AppPath}/oauth", $$"""{"redirectUris":["{{OAuthScene.RedirectUri}}"],"tokenLifetime":600}""")).Is(200);
        return oauth;
    }

    private static Task<Answer> RefreshAsync(OAuthScene oauth, string token, params (string Name, string Value)[] changes) =>
        oauth.ExchangeAsync("", [("grant_type", "refresh_token"), ("refresh_token", token), ("redirect_uri", ""), ("code_verifier", ""), .. changes]);

    private static async Task<bool> IsActiveAsync(OAuthScene oauth, System.Text.Json.JsonElement tokens) =>
        (await oauth.IntrospectAsync(tokens.GetProperty("access_token").GetString()!)).Is(200).Json.GetProperty("active").GetBoolean();
}

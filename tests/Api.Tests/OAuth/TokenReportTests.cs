namespace Registry.Api.Tests.OAuth;

/// <summary>Tokens that somebody found where they should not be.</summary>
public sealed class TokenReportTests(RegistryServer server)
{
    [Fact]
    public async Task Token_ThatLeaked_IsRevoked_AndWhomItConcernsIsTold()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var (leaked, other) = (await oauth.TokenAsync(), await oauth.TokenAsync());
        (await oauth.Scene.Admin.PutAsync($"{oauth.Scene.InstallationPath}/suspension", """{"reason":"Looks odd"}""")).Is(200);
        var report = $$"""{"tokens":["{{leaked}}","registry_at_nothing"],"source":"https://code.example/leak"}""";

        var first = (await oauth.Scene.Service.PostAsync("/v1/token-reports", report)).Is(200);
        var again = (await oauth.Scene.Service.PostAsync("/v1/token-reports", report)).Is(200);

        Assert.Equal(["revoked", "not_good"], first.Strings("results"));
        Assert.Equal(["not_good", "not_good"], again.Strings("results"));
        (await oauth.Scene.Admin.DeleteAsync($"{oauth.Scene.InstallationPath}/suspension")).Is(200);
        Assert.False((await oauth.IntrospectAsync(leaked)).Json.GetProperty("active").GetBoolean());
        Assert.True((await oauth.IntrospectAsync(other)).Json.GetProperty("active").GetBoolean());
        var told = new[]
        {
            await oauth.Scene.Admin.GetAsync($"/v1/workspaces/{oauth.Scene.Workspace}/audit?action=access_token_leaked"),
            await oauth.Scene.Developer.GetAsync($"/v1/developers/{oauth.Scene.DeveloperId}/audit?action=access_token_leaked"),
        };
        Assert.All(told, answer => Assert.Equal("https://code.example/leak", Assert.Single(answer.Is(200).Json.GetProperty("items").EnumerateArray()).GetProperty("reason").GetString()));
    }
}

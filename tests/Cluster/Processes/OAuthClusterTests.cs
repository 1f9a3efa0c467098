using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Registry.Api.Tests;
using Registry.Api.Tests.OAuth;

namespace Registry.Cluster.Tests;

/// <summary>An app is let in although each step of the way is at another API process, and what is revoked at one is worth nothing at the other.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class OAuthClusterTests
{
    private const string RedirectUri = "https://fin.example/installed";

    [Theory]
    [InlineData("Postgres")]
    [InlineData("AzureTables")]
    public async Task App_LetInAcrossProcesses_HasATokenThatAllKnow(string provider)
    {
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var cluster = await ClusterOfProcesses.StartAsync(2, 2, storage.Settings(storage.Port));
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler);
        var (first, second) = (cluster.Apis[0].Address, cluster.Apis[1].Address);
        var app = await CallAsync(http, cluster, HttpMethod.Put, first, "/v1/apps/fin-reports", """
            { "name": "Fin reports", "developer": "dev_fin", "visibility": "private", "workspaces": ["ws_acme"], "scopes": [{ "id": "read_tags", "reason": "Shows tags" }] }
            """);
        await CallAsync(http, cluster, HttpMethod.Put, second, "/v1/apps/fin-reports/oauth", $$"""{ "redirectUris": ["{{RedirectUri}}"], "tokenLifetime": 3600 }""");
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var request = QueryHelpers.AddQueryString("/oauth/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = "fin-reports",
            ["redirect_uri"] = RedirectUri,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        });

        var admin = new Person(http);
        var signIn = new Uri(first, "/sign-in").AbsoluteUri;
        (await admin.SubmitAsync(signIn, await admin.GetAsync(signIn), "admin", ("workspace", "ws_acme"))).Is(302);
        var asked = (await admin.GetAsync(new Uri(second, request).AbsoluteUri)).Is(302).Headers["Location"];
        var consent = new Uri(first, asked).AbsoluteUri;
        var answered = (await admin.SubmitAsync(consent, (await admin.GetAsync(consent)).Is(200), "consent", ("step", "allow"), ("scope", "read_tags"))).Is(302).Headers["Location"];
        var back = new Uri((await admin.GetAsync(new Uri(second, answered).AbsoluteUri)).Is(302).Headers["Location"]);
        var tokens = await FormAsync(
            http, first, "/oauth/token", null,
            ("grant_type", "authorization_code"), ("client_id", "fin-reports"), ("client_secret", app.GetProperty("clientSecret").GetString()!),
            ("code", QueryHelpers.ParseQuery(back.Query)["code"].ToString()), ("code_verifier", verifier), ("redirect_uri", RedirectUri));
        var token = tokens.GetProperty("access_token").GetString()!;

        Assert.True(await IsActiveAsync(http, cluster, first, token));
        Assert.True(await IsActiveAsync(http, cluster, second, token));
        await cluster.ReplaceApiAsync(1);
        Assert.True(await IsActiveAsync(http, cluster, second, token));
        var refreshed = await FormAsync(
            http, second, "/oauth/token", null,
            ("grant_type", "refresh_token"), ("client_id", "fin-reports"), ("client_secret", app.GetProperty("clientSecret").GetString()!), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!));
        Assert.False(await IsActiveAsync(http, cluster, first, token));
        token = refreshed.GetProperty("access_token").GetString()!;
        Assert.True(await IsActiveAsync(http, cluster, first, token));

        await CallAsync(http, cluster, HttpMethod.Put, first, "/v1/workspaces/ws_acme/installations/fin-reports/suspension", """{ "reason": "Looks odd" }""");
        Assert.False(await IsActiveAsync(http, cluster, second, token));
        await CallAsync(http, cluster, HttpMethod.Delete, second, "/v1/workspaces/ws_acme/installations/fin-reports/suspension", null);
        Assert.True(await IsActiveAsync(http, cluster, first, token));
        await CallAsync(http, cluster, HttpMethod.Delete, first, "/v1/workspaces/ws_acme/installations/fin-reports", null);
        Assert.False(await IsActiveAsync(http, cluster, second, token));
    }

    private static async Task<bool> IsActiveAsync(HttpClient http, ClusterOfProcesses cluster, Uri api, string token) =>
        (await FormAsync(http, api, "/oauth/introspect", cluster.Token, ("token", token))).GetProperty("active").GetBoolean();

    private static async Task<JsonElement> CallAsync(HttpClient http, ClusterOfProcesses cluster, HttpMethod method, Uri api, string path, string? body) =>
        await SendAsync(http, method, api, path, cluster.Token, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    private static Task<JsonElement> FormAsync(HttpClient http, Uri api, string path, string? token, params (string Name, string Value)[] fields) =>
        SendAsync(http, HttpMethod.Post, api, path, token, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, Uri api, string path, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(api, path)) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.OfAsync(response);
        Assert.True(answer.Status is 200 or 201, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }
}

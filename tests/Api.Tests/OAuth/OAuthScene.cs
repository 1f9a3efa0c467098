using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Registry.Api.Tests.OAuth;

/// <summary>An app that is a client, a workspace admin with a browser, and the way between them.</summary>
internal sealed class OAuthScene
{
    public const string RedirectUri = "https://fin.example/installed?from=registry";

    private readonly HttpClient client;

    private OAuthScene(RegistryServer server, Scene scene, string secret, Person admin) =>
        (client, Scene, Secret, Admin) = (server.Client, scene, secret, admin);

    public Scene Scene { get; }

    public string ClientId => Scene.App;

    public string Secret { get; }

    /// <summary>The admin of the workspace, signed in.</summary>
    public Person Admin { get; }

    /// <summary>What the app keeps while the admin is away, and what it sends along.</summary>
    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public required string PlatformToken { get; init; }

    public static async Task<OAuthScene> MakeAsync(RegistryServer server)
    {
        var scene = new Scene(server);
        var secret = (await scene.RegisterAsync()).Json.GetProperty("clientSecret").GetString()!;
        (await scene.Developer.PutAsync($"{scene.AppPath}/oauth", $$"""{"redirectUris":["{{RedirectUri}}","http://127.0.0.1/native"]}""")).Is(200);
        return new(server, scene, secret, await new Person(server.Client).SignInAsAdminAsync(scene.Workspace)) { PlatformToken = server.Token(["service"]) };
    }

    /// <summary>Where the app sends the admin to.</summary>
    /// <param name="changes">Parameters that are other than usual; empty for left out.</param>
    public string Request(params (string Name, string Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = RedirectUri,
            ["state"] = "st/1 &=",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value.Length == 0 ? null : value;
        }

        return QueryHelpers.AddQueryString("/oauth/authorize", parameters);
    }

    /// <summary>Sends the admin, who sees the page that asks for consent.</summary>
    public async Task<(string Path, Answer Page)> AskAsync(params (string Name, string Value)[] changes)
    {
        var path = (await Admin.GetAsync(Request(changes))).Is(302).Headers["Location"];
        Assert.StartsWith("/oauth/consent?ask=", path, StringComparison.Ordinal);
        return (path, (await Admin.GetAsync(path)).Is(200));
    }

    /// <summary>Sends the admin, who consents to all that is asked for or to what is given; where the browser ends up.</summary>
    public async Task<Uri> ConsentAsync((string Name, string Value)[]? changes = null, params string[] scopes)
    {
        var (path, page) = await AskAsync(changes ?? []);
        var boxes = scopes.Length > 0 ? scopes : ["read_tags", "read_events"];
        var back = (await Admin.SubmitAsync(path, page, "consent", [("step", "allow"), .. boxes.Select(scope => ("scope", scope))])).Is(302);
        return await GoOnAsync(back);
    }

    /// <summary>Follows the answer of the page to the registry and from there to the app.</summary>
    public async Task<Uri> GoOnAsync(Answer answered)
    {
        var back = answered.Is(302).Headers["Location"];
        Assert.StartsWith("/oauth/authorize?", back, StringComparison.Ordinal);
        return new((await Admin.GetAsync(back)).Is(302).Headers["Location"]);
    }

    /// <summary>A code, by a whole consent.</summary>
    public async Task<string> CodeAsync(params string[] scopes) => Parameter(await ConsentAsync(null, scopes), "code");

    /// <summary>A token, by a whole consent.</summary>
    public async Task<string> TokenAsync(params string[] scopes) =>
        (await ExchangeAsync(await CodeAsync(scopes))).Is(200).Json.GetProperty("access_token").GetString()!;

    /// <summary>Exchanges a code, with parameters that are other than usual; empty for left out.</summary>
    public Task<Answer> ExchangeAsync(string code, params (string Name, string Value)[] changes)
    {
        var parameters = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
            ["client_id"] = ClientId,
            ["client_secret"] = Secret,
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return PostAsync("/oauth/token", null, [.. parameters.Where(parameter => parameter.Value.Length > 0).Select(parameter => (parameter.Key, parameter.Value))]);
    }

    /// <summary>Asks about a token as a service of the platform.</summary>
    public Task<Answer> IntrospectAsync(string token, string? authorization = null) =>
        PostAsync("/oauth/introspect", authorization ?? $"Bearer {PlatformToken}", ("token", token));

    public async Task<Answer> PostAsync(string path, string? authorization, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    /// <summary>Whether the bearer of a token may use a scope, as a gateway asks.</summary>
    public Task<Answer> AuthorizeAsync(string? token, string asked = "?scope=read_tags", string method = "GET") => new HttpCaller(client, token).SendAsync(method, $"/v1/authorize{asked}", null);

    public static string Parameter(Uri address, string name) => QueryHelpers.ParseQuery(address.Query)[name].ToString();

    public string BasicAuthorization(string? secret = null) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{secret ?? Secret}"))}";
}

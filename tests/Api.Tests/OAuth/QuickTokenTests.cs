using Microsoft.Extensions.DependencyInjection;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.OAuth;

/// <summary>What can be told of a token at once is not asked for by a message.</summary>
public sealed class QuickTokenTests : IAsyncLifetime
{
    private static readonly string Token = AccessTokenText.Create(new(WorkspaceId.Parse("ws_acme"), AppId.Parse("fin-reports"))).Text;

    private readonly RegistryServer server = new(services => services.AddSingleton<ITokenChecks, AtOnce>());

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Introspection_OfAKnownService_IsAnsweredAtOnce()
    {
        var service = server.Token(["service"]);
        (await new HttpCaller(server.Client, service).GetAsync("/v1/catalog")).Is(200);

        Assert.Equal(["read_tags"], (await IntrospectAsync(service, ("token", Token))).Is(200).Json.GetProperty("scope").GetString()!.Split(' '));

        // Whatever is out of the ordinary takes the way on which the installation is asked.
        Assert.Equal(503, (await IntrospectAsync(service, ("token", Token), ("token_type_hint", "access_token"))).Status);
        Assert.Equal(503, (await IntrospectAsync(server.Token(["operator"]), ("token", Token))).Status);
        Assert.Equal(401, (await IntrospectAsync($"{service}x", ("token", Token))).Status);
        Assert.Equal("""{"active":false}""", (await IntrospectAsync(service, ("token", $"{Token}x"))).Is(200).Text);
    }

    [Fact]
    public async Task Gateway_IsAnsweredAtOnce()
    {
        var app = new HttpCaller(server.Client, Token);

        Assert.Equal("ws_acme", (await app.GetAsync("/v1/authorize?scope=read_tags")).Is(204).Headers["Registry-Workspace"]);
        Assert.Equal(503, (await app.GetAsync("/v1/authorize?scope=read_tags&")).Status);
        (await app.GetAsync("/v1/authorize?scope=read_tags&scope=read_tags")).Refused(400, "invalid_request");
        (await app.GetAsync("/v1/authorize?scope=")).Refused(400, "invalid_request");
        (await app.SendAsync("PUT", "/v1/authorize/read_tags/tags/7?scope=other", null)).Is(200);
        Assert.Equal(503, (await app.SendAsync("PUT", "/v1/authorize/read%25tags/tags/7", null)).Status);
        (await new HttpCaller(server.Client, $"{Token}x").GetAsync("/v1/authorize?scope=read_tags")).Refused(401, "unauthenticated");
    }

    private async Task<Answer> IntrospectAsync(string authorization, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/introspect")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            Headers = { { "Authorization", $"Bearer {authorization}" } },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    /// <summary>An installation that is in memory, and that no message gets to.</summary>
    private sealed class AtOnce : ITokenChecks
    {
        public bool AnswersAtOnce => true;

        public ValueTask<AccessTokenState?> IntrospectAsync(InstallationKey installation, AccessTokenProof proof) => throw new RegistryUnavailableException("No message was to be sent.", mayHaveChanged: false);

        public bool TryIntrospect(InstallationKey installation, AccessTokenProof proof, out AccessTokenState? state)
        {
            state = new([ScopeId.Parse("read_tags")], 1, DateTimeOffset.UnixEpoch);
            return true;
        }

        public ValueTask<ScopeDecision?> AuthorizeAsync(InstallationKey installation, AccessTokenProof proof, ScopeId scope) => throw new RegistryUnavailableException("No message was to be sent.", mayHaveChanged: false);

        public bool TryAuthorize(InstallationKey installation, AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision)
        {
            decision = new ScopeDecision(CheckReason.Granted, 1);
            return true;
        }
    }
}

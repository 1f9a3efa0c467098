using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Registry.Front;

namespace Registry.Api.Tests;

/// <summary>A call whose token is remembered goes past authentication and authorization: only as who it is, and only where that is all there is to them.</summary>
public sealed class KnownCallersTests(RegistryServer server)
{
    private KnownCallers Known => server.Services.GetRequiredService<KnownCallers>();

    [Fact]
    public async Task Admit_TokenThatWasValidated_IsItsBearer()
    {
        var scene = new Scene(server);
        var token = server.Token(["workspace_admin", "developer"], scene.Workspace, scene.DeveloperId);
        Assert.False(Known.TryAdmit(Call(Role.Any, $"Bearer {token}")));

        (await scene.As(token).GetAsync("/v1/catalog")).Is(200);

        var call = Call(Role.WorkspaceAdmin, $"Bearer {token}");
        Assert.True(Known.TryAdmit(call));
        Assert.True(call.User.Identity!.IsAuthenticated);
        Assert.Equal((Role.WorkspaceAdmin, scene.Workspace), (Caller.Of(call).Role, Caller.Of(call).Workspace?.Value));

        call = Call(Role.Developer | Role.Operator, $"Bearer {token}");
        Assert.True(Known.TryAdmit(call));
        Assert.Equal((Role.Developer, scene.DeveloperId), (Caller.Of(call).Role, Caller.Of(call).Developer?.Value));

        // Who has none of the roles is left to those who say so.
        call = Call(Role.Operator | Role.Service, $"Bearer {token}");
        Assert.False(Known.TryAdmit(call));
        Assert.Null(call.Features.Get<Caller>());
        Assert.False(call.User.Identity?.IsAuthenticated ?? false);
    }

    [Fact]
    public async Task Admit_AnythingElse_TakesTheLongWay()
    {
        var scene = new Scene(server);
        var token = server.Token(["service"], scene.Workspace, scene.DeveloperId);
        (await scene.As(token).GetAsync("/v1/catalog")).Is(200);
        Assert.True(Known.TryAdmit(Call(Role.Service, $"Bearer {token}")));

        Assert.False(Known.TryAdmit(Call(Role.Service)));
        Assert.False(Known.TryAdmit(Call(Role.Service, "")));
        Assert.False(Known.TryAdmit(Call(Role.Service, "Bearer ")));
        Assert.False(Known.TryAdmit(Call(Role.Service, token)));
        Assert.False(Known.TryAdmit(Call(Role.Service, $"Basic {token}")));
        Assert.False(Known.TryAdmit(Call(Role.Service, $"Bearer {token[..^1]}")));
        Assert.False(Known.TryAdmit(Call(Role.Service, $"Bearer {token}x")));
        Assert.False(Known.TryAdmit(Call(Role.Service, $"Bearer {token}", $"Bearer {token}")));
        Assert.False(Known.TryAdmit(Call(null, $"Bearer {token}")));
        Assert.False(Known.TryAdmit(new DefaultHttpContext { Request = { Headers = { Authorization = $"Bearer {token}" } } }));
    }

    [Theory]
    [InlineData("HTTP/1.1", 1)]
    [InlineData("HTTP/2", 0)]
    public async Task Admit_CallsOfOneConnection_GoEachByItsOwnToken(string protocol, int kept)
    {
        var scene = new Scene(server);
        var (admin, service) = ($"Bearer {server.Token(["workspace_admin"], scene.Workspace)}", $"Bearer {server.Token(["service"])}");
        foreach (var header in (string[])[admin, service])
        {
            (await scene.As(header["Bearer ".Length..]).GetAsync("/v1/catalog")).Is(200);
        }

        var connection = new Connection();
        foreach (var (header, role) in ((string, Role)[])[(admin, Role.WorkspaceAdmin), (admin, Role.WorkspaceAdmin), (service, Role.Service), (service, Role.Service), (admin, Role.WorkspaceAdmin)])
        {
            var call = OnConnection(connection, Role.Any, header, protocol);
            Assert.True(Known.TryAdmit(call));
            Assert.Equal(role, Caller.Of(call).Role);
            Assert.Equal(kept, connection.Items.Count);
            Assert.False(Known.TryAdmit(OnConnection(connection, Role.Operator, header, protocol)));
            Assert.False(Known.TryAdmit(OnConnection(connection, Role.Any, $"{header}x", protocol)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Admit_OnTheSameConnection_EndsWithTheTokenAndWithTheKey(bool ends)
    {
        var parameters = server.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters.Clone();
        parameters.IssuerSigningKey = server.Issuer.Key;
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var tokens = new RememberedTokens(clock) { MapInboundClaims = false };
        var known = new KnownCallers(tokens, server.Services.GetRequiredService<CallerClaims>(), new Settings(new() { TokenValidationParameters = parameters }));
        var token = server.Token(["service"]);
        var (header, connection) = ($"Bearer {token}", new Connection());
        Assert.True((await tokens.ValidateTokenAsync(token, parameters)).IsValid);
        Assert.True(known.TryAdmit(OnConnection(connection, Role.Service, header)));
        Assert.True(known.TryAdmit(OnConnection(connection, Role.Service, header)));

        if (ends)
        {
            clock.Advance(TimeSpan.FromHours(2));
        }
        else
        {
            parameters.IssuerSigningKey = new RsaSecurityKey(RegistryServer.NewKey());
        }

        Assert.False(known.TryAdmit(OnConnection(connection, Role.Service, header)));
    }

    // What would have to be done for them besides, nobody would do.
    [Fact]
    public void Endpoints_WithRoles_HaveNoOtherCondition()
    {
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RolesRequirement>() is not null).ToList();
        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var requirement = Assert.Single(endpoint.Metadata.GetOrderedMetadata<RolesRequirement>());
            var policy = Assert.Single(endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());
            Assert.Empty(policy.AuthenticationSchemes);
            Assert.Equal(
                [requirement, "DenyAnonymousAuthorizationRequirement"],
                policy.Requirements.Select(each => each is RolesRequirement ? each : (object)each.GetType().Name).OrderBy(each => each is string));
            Assert.All(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), data => Assert.True(data is { Policy: null, Roles: null, AuthenticationSchemes: null }));
            Assert.Empty(endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>());
        }
    }

    private static DefaultHttpContext Call(Role? permitted, params string[] authorization)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = authorization;
        context.SetEndpoint(new(null, permitted is { } roles ? new(new RolesRequirement(roles)) : EndpointMetadataCollection.Empty, "test"));
        return context;
    }

    private static DefaultHttpContext OnConnection(Connection connection, Role permitted, string header, string protocol = "HTTP/1.1")
    {
        var call = Call(permitted, header);
        call.Request.Protocol = protocol;
        call.Features.Set<IConnectionItemsFeature>(connection);
        return call;
    }

    private sealed class Connection : IConnectionItemsFeature
    {
        public IDictionary<object, object?> Items { get; set; } = new ConnectionItems();
    }

    private sealed class Settings(JwtBearerOptions options) : IOptionsMonitor<JwtBearerOptions>
    {
        public JwtBearerOptions CurrentValue => options;

        public JwtBearerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<JwtBearerOptions, string?> listener) => null;
    }
}

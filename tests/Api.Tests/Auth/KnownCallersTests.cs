using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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
}

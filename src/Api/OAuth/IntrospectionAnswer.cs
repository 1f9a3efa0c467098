using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Says of a token that is good what its bearer may do, now, and where.</summary>
internal sealed class IntrospectionAnswer : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        var installation = OAuthClaims.InstallationOf(context.GenericTokenPrincipal!);
        context.Scopes.UnionWith(context.GenericTokenPrincipal!.GetScopes());
        context.Audiences.Clear();
        context.NotBefore = null;
        context.TokenUsage = null;
        context.Claims["workspace"] = installation.Workspace.Value;
        context.Claims["app"] = installation.App.Value;
        context.Claims["revision"] = OAuthClaims.RevisionOf(context.GenericTokenPrincipal!);
        return ValueTask.CompletedTask;
    }
}

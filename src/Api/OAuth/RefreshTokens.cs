using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Gives a refresh token wherever there is one to give: which apps get one is up to their developers, not to a scope of OpenID Connect.</summary>
internal sealed class RefreshTokens : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        context.GenerateRefreshToken = context.IncludeRefreshToken = OAuthClaims.RefreshOf(context.Principal!) is not null;
        return ValueTask.CompletedTask;
    }
}

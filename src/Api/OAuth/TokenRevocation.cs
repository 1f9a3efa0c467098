using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Registry.Grains.Interfaces;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Revokes a token that its app has no more use for (RFC 7009). That it is the app's own was found out before.</summary>
internal sealed class TokenRevocation(IGrainFactory grains) : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (AccessTokenText.TryRead(context.Request.Token!, out var token))
        {
            var http = context.Transaction.GetHttpRequest()!.HttpContext;
            var change = new ChangeContext(OAuthActors.Of(token.Installation.App), RequestTrace.IdOf(http));

            // Refused only where the app was uninstalled meanwhile, and with it the token.
            await grains.GetInstallation(token.Installation).RevokeTokenAsync(token.Id, change);
        }
    }
}

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
        var text = context.Request.Token!;
        if (AccessTokenText.TryReadAny(text, out var token))
        {
            var http = context.Transaction.GetHttpRequest()!.HttpContext;

            // One that is not good, or not any more, is answered alike (RFC 7009 section 2.2).
            await grains.GetInstallation(token.Installation).RevokeShownTokenAsync(token.Proof, new(OAuthActors.Of(token.Installation.App), RequestTrace.IdOf(http)));
        }
    }
}

using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>
/// Tells an app what is wrong with its request wherever the address to tell it at is known to be the app's (RFC 6749 section
/// 4.1.2.1). OpenIddict looks at the form of a request before it looks at the address, and would show the admin a page.
/// </summary>
internal sealed class RedirectedErrors(IOpenIddictApplicationManager clients) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.RedirectUri is null
            && !string.IsNullOrEmpty(context.Error)
            && context.Request is { ClientId: { Length: > 0 } clientId, RedirectUri: { Length: > 0 } redirectUri }
            && await clients.FindByClientIdAsync(clientId) is { } client
            && await clients.ValidateRedirectUriAsync(client, redirectUri))
        {
            context.RedirectUri = redirectUri;
            context.ResponseMode = OpenIddictConstants.ResponseModes.Query;
        }
    }
}

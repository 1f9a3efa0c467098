using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How an app takes part in OAuth.</summary>
internal sealed record OAuthResponse(
    [property: Description("The client id: the app id.")] string ClientId,
    [property: Description("Where browsers may be sent with a code.")] ImmutableArray<string> RedirectUris,
    [property: Description("The public keys that the app signs its assertions with, as a JSON Web Key Set; null for none.")] JsonElement? Keys,
    [property: Description("How many seconds access tokens are good; null for until they are revoked.")] long? TokenLifetime,
    [property: Description("The client secrets that are good, newest first; at most two.")] ImmutableArray<ClientSecretResponse> Secrets)
{
    public static OAuthResponse From(AppId app, AppOAuth oauth) => new(
        app.Value,
        oauth.RedirectUris,
        oauth.Keys is { } keys ? JsonElement.Parse(keys) : null,
        (long?)oauth.TokenLifetime?.TotalSeconds,
        [.. oauth.Secrets.Select(ClientSecretResponse.From)]);
}

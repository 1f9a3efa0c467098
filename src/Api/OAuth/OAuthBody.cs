using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How an app takes part in OAuth, as its developer sets it.</summary>
[Example("""{ "redirectUris": ["https://fin.example/installed"], "keys": null, "tokenLifetime": null }""")]
internal sealed record OAuthBody
{
    [Items(RedirectUriRule.MostOfApp)]
    [RedirectUris]
    [Description("Where browsers may be sent with a code: absolute https URLs without fragment, compared as they are. http is taken for loopback addresses; without a port, they are good with any.")]
    public required ImmutableArray<string> RedirectUris { get; set; }

    [Description("The public keys that the app signs its assertions with instead of sending a secret (private_key_jwt), as a JSON Web Key Set; null or left out for none.")]
    public JsonElement? Keys { get; set; }

    [Between(300, 86_400)]
    [Description("How many seconds access tokens are good, 300 to 86400, with a refresh token beside each; null or left out for tokens that are good until they are revoked. Holds for tokens that are given from then on.")]
    public long? TokenLifetime { get; set; }

    public OAuthSettings ToSettings() => new(RedirectUris, Keys?.GetRawText(), TokenLifetime is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}

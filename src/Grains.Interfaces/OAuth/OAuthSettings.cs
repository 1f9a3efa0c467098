using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>How an app takes part in OAuth 2.0, as its developer sets it.</summary>
/// <param name="RedirectUris">Where a browser may be sent with a code, each compared as a whole (RFC 9700 section 2.1). For a loopback address the port may differ (RFC 8252 section 7.3).</param>
/// <param name="Keys">The public keys that the app signs its assertions with (RFC 7523), as a JSON Web Key Set (RFC 7517); null for none.</param>
/// <param name="TokenLifetime">How long access tokens are good, with a refresh token beside each; null for tokens that are good until they are revoked.</param>
[GenerateSerializer, Immutable, Alias("registry.OAuthSettings")]
public sealed record OAuthSettings(
    [property: Id(0)] ImmutableArray<string> RedirectUris,
    [property: Id(1)] string? Keys = null,
    [property: Id(2)] TimeSpan? TokenLifetime = null);

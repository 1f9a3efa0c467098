namespace Registry.Grains.Interfaces;

/// <summary>An access token that was just made for an installation, without itself: whoever made it hands it to the app.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Hash">Its SHA-256, base64url.</param>
/// <param name="Code">The id of the authorization code that it is given for.</param>
/// <param name="CodeExpiresAt">Until when the code is remembered, UTC.</param>
/// <param name="InstalledAt">The installation that the code was given for (<see cref="Installation.InstalledAt"/>): none that was ended since and begun anew.</param>
/// <param name="Pair">For a token that expires: until when, and what it is refreshed with. Null for one that is good until it is revoked.</param>
[GenerateSerializer, Immutable, Alias("registry.NewAccessToken")]
public sealed record NewAccessToken(
    [property: Id(0)] AccessTokenId Id,
    [property: Id(1)] string Hash,
    [property: Id(2)] AuthorizationCodeId Code,
    [property: Id(3)] DateTimeOffset CodeExpiresAt,
    [property: Id(4)] DateTimeOffset InstalledAt,
    [property: Id(5)] TokenPair? Pair = null);

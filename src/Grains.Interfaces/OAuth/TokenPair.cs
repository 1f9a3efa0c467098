namespace Registry.Grains.Interfaces;

/// <summary>An access token that expires and the refresh token that was given with it, without themselves.</summary>
/// <param name="Access">The SHA-256 of the access token, base64url.</param>
/// <param name="AccessExpiresAt">Until when it is good, UTC.</param>
/// <param name="Refresh">The SHA-256 of the refresh token, base64url.</param>
/// <param name="RefreshExpiresAt">Until when it is good, UTC.</param>
[GenerateSerializer, Immutable, Alias("registry.TokenPair")]
public sealed record TokenPair(
    [property: Id(0)] string Access,
    [property: Id(1)] DateTimeOffset AccessExpiresAt,
    [property: Id(2)] string Refresh,
    [property: Id(3)] DateTimeOffset RefreshExpiresAt);

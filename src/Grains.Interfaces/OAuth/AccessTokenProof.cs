namespace Registry.Grains.Interfaces;

/// <summary>What shows that somebody has an access token.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Hash">Its SHA-256, base64url.</param>
[GenerateSerializer, Immutable, Alias("registry.AccessTokenProof")]
public readonly record struct AccessTokenProof([property: Id(0)] AccessTokenId Id, [property: Id(1)] string Hash);

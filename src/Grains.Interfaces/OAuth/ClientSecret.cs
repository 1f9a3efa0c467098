namespace Registry.Grains.Interfaces;

/// <summary>A client secret that is good, without itself: only its hash is kept.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Hash">Its SHA-256, base64url.</param>
/// <param name="Hint">Its last characters, for people who have several.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
[GenerateSerializer, Immutable, Alias("registry.ClientSecret")]
public sealed record ClientSecret(
    [property: Id(0)] ClientSecretId Id,
    [property: Id(1)] string Hash,
    [property: Id(2)] string Hint,
    [property: Id(3)] DateTimeOffset CreatedAt);

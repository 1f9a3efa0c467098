namespace Registry.Grains.Interfaces;

/// <summary>A client secret that was just made, without itself: whoever made it shows it once.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Hash">Its SHA-256, base64url. Enough for a secret of 256 random bits.</param>
/// <param name="Hint">Its last characters, for people who have several.</param>
[GenerateSerializer, Immutable, Alias("registry.NewClientSecret")]
public sealed record NewClientSecret(
    [property: Id(0)] ClientSecretId Id,
    [property: Id(1)] string Hash,
    [property: Id(2)] string Hint);

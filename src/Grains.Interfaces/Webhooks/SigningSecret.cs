namespace Registry.Grains.Interfaces;

/// <summary>What an app's notifications are signed with.</summary>
/// <param name="Protected">The secret, encrypted: only silos can read it.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
/// <param name="ExpiresAt">Until when, UTC; null for the current one.</param>
[GenerateSerializer, Immutable, Alias("registry.SigningSecret")]
public sealed record SigningSecret(
    [property: Id(0)] string Protected,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset? ExpiresAt = null);

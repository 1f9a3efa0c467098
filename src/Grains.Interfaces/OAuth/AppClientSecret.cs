namespace Registry.Grains.Interfaces;

/// <summary>A client secret of an app, as its developer sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Hint">Its last characters.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="LastUsedAt">When it was last used, UTC, to within an hour; null for never.</param>
[GenerateSerializer, Immutable, Alias("registry.AppClientSecret")]
public sealed record AppClientSecret(
    [property: Id(0)] ClientSecretId Id,
    [property: Id(1)] string Hint,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset? LastUsedAt);

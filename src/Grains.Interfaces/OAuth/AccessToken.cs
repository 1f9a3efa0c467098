namespace Registry.Grains.Interfaces;

/// <summary>An access token of an installation that is good, as the workspace sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What a person calls it; null for nothing.</param>
/// <param name="CreatedAt">When the app got it, UTC.</param>
/// <param name="CreatedBy">Who consented.</param>
/// <param name="Expires">Whether it expires and is refreshed by the app from time to time.</param>
[GenerateSerializer, Immutable, Alias("registry.AccessToken")]
public sealed record AccessToken(
    [property: Id(0)] AccessTokenId Id,
    [property: Id(1)] string? Name,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] string CreatedBy,
    [property: Id(4)] bool Expires = false);

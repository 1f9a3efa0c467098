namespace Registry.Grains.Interfaces;

/// <summary>An access token in the history of an installation.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What a person called it; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("registry.AccessTokenName")]
public sealed record AccessTokenName([property: Id(0)] AccessTokenId Id, [property: Id(1)] string? Name);

using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What the bearer of an access token may do, now.</summary>
/// <param name="Scopes">The effective scopes of its installation.</param>
/// <param name="Revision">The revision of the installation that this was decided on.</param>
/// <param name="CreatedAt">When the app got the token, UTC.</param>
/// <param name="ExpiresAt">Until when it is good, UTC; null for until it is revoked.</param>
[GenerateSerializer, Immutable, Alias("registry.AccessTokenState")]
public sealed record AccessTokenState(
    [property: Id(0)] ImmutableArray<ScopeId> Scopes,
    [property: Id(1)] long Revision,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset? ExpiresAt = null);

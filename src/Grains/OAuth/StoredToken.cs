using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is kept of an access token: whoever has it shows it, and it is compared by its hash.</summary>
internal sealed record StoredToken
{
    public required AccessTokenId Id { get; init; }

    public required string Hash { get; init; }

    public string? Name { get; init; }

    /// <summary>The authorization code that it was given for.</summary>
    public required AuthorizationCodeId Code { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}

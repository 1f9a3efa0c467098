using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is kept of an access token: whoever has it shows it, and it is compared by its hash.</summary>
internal sealed record StoredToken
{
    public required AccessTokenId Id { get; init; }

    /// <summary>Empty for one that expires: what such ones look like changes with each refresh, see <see cref="TokenPairs"/>.</summary>
    public required string Hash { get; init; }

    [JsonIgnore]
    public bool Expires => Hash.Length == 0;

    public string? Name { get; init; }

    /// <summary>The authorization code that it was given for.</summary>
    public required AuthorizationCodeId Code { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}

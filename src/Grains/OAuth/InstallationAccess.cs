using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What an app may show to act in a workspace. Tokens are in the order that they were given in, oldest first.</summary>
internal sealed record InstallationAccess
{
    public ImmutableArray<StoredToken> Tokens { get; init; } = [];

    public ImmutableArray<SpentCode> SpentCodes { get; init; } = [];

    public StoredToken? Find(AccessTokenId tokenId) => Tokens.FirstOrDefault(token => token.Id == tokenId);

    public bool Equals(InstallationAccess? other) =>
        other is not null && Tokens.SequenceEqual(other.Tokens) && SpentCodes.SequenceEqual(other.SpentCodes);

    public override int GetHashCode() => HashCode.Combine(Tokens.Length, SpentCodes.Length);
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What the expiring tokens of an installation look like at the moment. Beside its state, and not in it: a refresh is no change
/// of the installation, and comes too often for its history.
/// </summary>
internal sealed class TokenPairs
{
    // A refresh token that is older than these is refused, too, and revokes nothing.
    private const int MostSpent = 20;

    public ImmutableArray<Entry> Entries { get; init; } = [];

    public Entry? Find(AccessTokenId token) => Entries.FirstOrDefault(entry => entry.Token == token);

    /// <summary>With a pair for a token, and without what is left of tokens that are gone.</summary>
    public TokenPairs With(AccessTokenId token, TokenPair pair, InstallationAccess? access)
    {
        var before = Find(token);
        ImmutableArray<string> spent = before is null ? [] : [.. before.Spent.Append(before.Pair.Refresh).TakeLast(MostSpent)];
        return new()
        {
            Entries = [.. Entries.Where(entry => entry.Token != token && access?.Find(entry.Token) is not null), new(token, pair, spent)],
        };
    }

    /// <param name="Token">Whose pair it is.</param>
    /// <param name="Pair">What is good now.</param>
    /// <param name="Spent">The refresh tokens before, as their hashes, oldest first.</param>
    internal sealed record Entry(AccessTokenId Token, TokenPair Pair, ImmutableArray<string> Spent)
    {
        public bool WasSpent(string refresh) => Spent.Any(spent => SecretHash.AreSame(spent, refresh));
    }
}

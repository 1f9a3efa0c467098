using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using InstallationDecision = Registry.Grains.Decision<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationAction>;

namespace Registry.Grains;

/// <summary>What becomes of the access tokens of an installation. Needs no storage.</summary>
internal static class TokenRules
{
    // Each authorization gives one; an app that authorizes again and again must not fill the state.
    private const int MostTokens = 20;

    private static readonly Refusal CodeIsSpent = new Refusal.Conflict("The code was used before. Send the admin through the authorization again.");

    private static readonly Refusal InstallationHasEnded = new Refusal.Conflict("The app was uninstalled after the code was given. Send the admin through the authorization again.");

    /// <summary>Whether the code has given a token before, so that somebody else may have it.</summary>
    public static bool IsSpent(InstallationRecord? current, AuthorizationCodeId code) =>
        current?.Access is { } access && (access.SpentCodes.Any(spent => spent.Id == code) || access.Tokens.Any(token => token.Code == code));

    public static InstallationDecision Issue(InstallationRecord current, NewAccessToken token, Stamp stamp)
    {
        if (IsSpent(current, token.Code))
        {
            return CodeIsSpent;
        }

        if (current.InstalledAt != token.InstalledAt)
        {
            return InstallationHasEnded;
        }

        var access = current.Access ?? new();
        var issued = new StoredToken { Id = token.Id, Hash = token.Pair is null ? token.Hash : "", Code = token.Code, CreatedAt = stamp.At, CreatedBy = stamp.Actor };
        var next = new InstallationAccess
        {
            Tokens = [.. access.Tokens.Append(issued).TakeLast(MostTokens)],
            SpentCodes = [.. access.SpentCodes.Where(spent => spent.ExpiresAt > stamp.At).Append(new(token.Code, token.CodeExpiresAt))],
        };
        return InstallationRules.Next(current, current with { Access = next }, InstallationAction.TokenIssued, stamp);
    }

    /// <summary>Takes back what a code gave that somebody tries to use once more (RFC 6749 section 4.1.2).</summary>
    public static InstallationDecision RevokeOf(InstallationRecord current, AuthorizationCodeId code, Stamp stamp) =>
        Without(current, token => token.Code == code, stamp);

    public static InstallationDecision Revoke(InstallationRecord current, AccessTokenId tokenId, Stamp stamp) =>
        Without(current, token => token.Id == tokenId, stamp);

    public static InstallationDecision Name(InstallationRecord current, AccessTokenId tokenId, string name, Stamp stamp)
    {
        if (current.Access is not { } access || access.Find(tokenId) is not { } token)
        {
            return new Refusal.NotFound();
        }

        var next = access with { Tokens = access.Tokens.Replace(token, token with { Name = name }) };
        return InstallationRules.Next(current, current with { Access = next }, InstallationAction.TokenNamed, stamp);
    }

    /// <summary>The tokens as the history has them; null for none.</summary>
    public static ImmutableArray<AccessTokenName>? NamesOf(InstallationRecord record) =>
        record.Access is { Tokens: { IsEmpty: false } tokens } ? [.. tokens.Select(token => new AccessTokenName(token.Id, token.Name))] : null;

    private static InstallationDecision Without(InstallationRecord current, Func<StoredToken, bool> isRevoked, Stamp stamp) =>
        current.Access is { } access
            ? InstallationRules.Next(
                current,
                current with { Access = access with { Tokens = [.. access.Tokens.Where(token => !isRevoked(token))] } },
                InstallationAction.TokenRevoked,
                stamp)
            : new InstallationDecision.Unchanged();
}

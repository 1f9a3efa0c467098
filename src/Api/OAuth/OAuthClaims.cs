using System.Security.Claims;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using Registry.Grains.Interfaces;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Registry.Api;

/// <summary>What codes and tokens say beside what the protocol needs. Nobody outside reads these names.</summary>
internal static class OAuthClaims
{
    private const string Workspace = "registry_workspace";
    private const string Code = "registry_code";
    private const string InstalledAt = "registry_installed_at";
    private const string Actor = "registry_actor";
    private const string Revision = "registry_revision";
    private const string Token = "registry_token";
    private const string Refresh = "registry_refresh";

    private const string Type = "registry";

    /// <summary>What a code stands for.</summary>
    /// <param name="consent">The installation that it is for, and since when.</param>
    /// <param name="installation">The same installation as the consent left it.</param>
    /// <param name="scopes">What is granted with it.</param>
    public static ClaimsPrincipal OfCode(AuthorizationAnswer consent, InstallationKey installation, IEnumerable<ScopeId> scopes)
    {
        var principal = Of(installation, scopes);
        principal.SetClaim(Code, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)));
        principal.SetClaim(InstalledAt, consent.InstalledAt.UtcTicks);
        principal.SetClaim(Actor, consent.Actor);
        return principal;
    }

    /// <summary>What the bearer of a token may do.</summary>
    public static ClaimsPrincipal OfToken(AccessTokenText token, AccessTokenState state)
    {
        var principal = OfShown(token, state.Scopes);
        principal.SetClaim(Revision, state.Revision);
        principal.SetCreationDate(state.CreatedAt);
        principal.SetExpirationDate(state.ExpiresAt);
        return principal;
    }

    /// <summary>A token that somebody shows, whatever it is worth.</summary>
    public static ClaimsPrincipal OfShown(AccessTokenText token, IEnumerable<ScopeId> scopes)
    {
        var principal = Of(token.Installation, scopes);
        principal.SetTokenType(token.IsRefresh ? TokenTypeIdentifiers.RefreshToken : TokenTypeIdentifiers.AccessToken);
        principal.SetPresenters(token.Installation.App.Value);
        principal.SetAudiences(token.Installation.App.Value);
        principal.SetClaim(Token, token.Text);
        return principal;
    }

    /// <summary>What the app gets.</summary>
    /// <param name="token">The access token.</param>
    /// <param name="refresh">The refresh token beside it, and how long the other is good; null for one that is good until it is revoked.</param>
    /// <param name="scopes">What it may do.</param>
    public static ClaimsPrincipal OfIssued(AccessTokenText token, (AccessTokenText Token, TimeSpan Lifetime)? refresh, IEnumerable<ScopeId> scopes)
    {
        var principal = Of(token.Installation, scopes);
        principal.SetClaim(Token, token.Text);
        if (refresh is { } pair)
        {
            principal.SetClaim(Refresh, pair.Token.Text);
            principal.SetAccessTokenLifetime(pair.Lifetime);
        }

        // Otherwise it would not get to where the token is written.
        principal.SetDestinations(_ => [Destinations.AccessToken]);
        return principal;
    }

    /// <summary>What an app gets for itself.</summary>
    public static ClaimsPrincipal OfApp(AppId app, string token, TimeSpan lifetime)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(Type, Claims.Name, Claims.Role));
        principal.SetClaim(Claims.Subject, app.Value);
        principal.SetClaim(Token, token);
        principal.SetAccessTokenLifetime(lifetime);
        principal.SetDestinations(_ => [Destinations.AccessToken]);
        return principal;
    }

    public static InstallationKey InstallationOf(ClaimsPrincipal principal) =>
        new(WorkspaceId.Parse(principal.GetClaim(Workspace)!), AppId.Parse(principal.GetClaim(Claims.ClientId)!));

    public static AuthorizationCodeId CodeOf(ClaimsPrincipal principal) => AuthorizationCodeId.Parse(principal.GetClaim(Code)!);

    public static DateTimeOffset InstalledAtOf(ClaimsPrincipal principal) =>
        new(long.Parse(principal.GetClaim(InstalledAt)!, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>Until when a code is good.</summary>
    public static DateTimeOffset ExpiryOf(ClaimsPrincipal principal) => principal.GetExpirationDate()!.Value;

    public static string ActorOf(ClaimsPrincipal principal) => principal.GetClaim(Actor)!;

    public static long RevisionOf(ClaimsPrincipal principal) =>
        long.Parse(principal.GetClaim(Revision)!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The token itself.</summary>
    public static string? TokenOf(ClaimsPrincipal principal) => principal.GetClaim(Token);

    /// <summary>The refresh token beside it; null for none.</summary>
    public static string? RefreshOf(ClaimsPrincipal principal) => principal.GetClaim(Refresh);

    private static ClaimsPrincipal Of(InstallationKey installation, IEnumerable<ScopeId> scopes)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(Type, Claims.Name, Claims.Role));

        // Tokens act for the workspace, not for the person who consented.
        principal.SetClaim(Claims.Subject, installation.Workspace.Value);
        principal.SetClaim(Claims.ClientId, installation.App.Value);
        principal.SetClaim(Workspace, installation.Workspace.Value);
        principal.SetScopes(scopes.Select(scope => scope.Value));
        return principal;
    }
}

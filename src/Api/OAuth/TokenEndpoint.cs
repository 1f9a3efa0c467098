using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using Registry.Grains.Interfaces;
using Errors = OpenIddict.Abstractions.OpenIddictConstants.Errors;

namespace Registry.Api;

/// <summary>Gives an app the tokens that a code or a refresh token stands for. Client, redirect URI and code verifier were found to be in order by the protocol.</summary>
internal static class TokenEndpoint
{
    // Of a refresh token that nobody uses.
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(180);

    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost(OAuthExtensions.TokenPath, GiveAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(HttpContext context, IGrainFactory grains, IOpenIddictApplicationManager clients, AppTokens own, TimeProvider clock)
    {
        // Routing alone gets here as well, where the request was not found to be one.
        if (context.GetOpenIddictServerRequest() is not { } request || await clients.FindByClientIdAsync(request.ClientId ?? "") is not OAuthClient client)
        {
            return Results.NotFound();
        }

        if (request.IsClientCredentialsGrantType())
        {
            return request.GetScopes().IsEmpty
                ? Results.SignIn(OAuthClaims.OfApp(client.App, own.Create(client), AppTokens.Lifetime), authenticationScheme: ProtocolAnswers.Scheme)
                : ProtocolAnswers.Refuse(Errors.InvalidScope, "An app gets a token to read its own installations, which takes no scope. What it may do in a workspace, a workspace admin grants.");
        }

        return (await context.AuthenticateAsync(ProtocolAnswers.Scheme)).Principal switch
        {
            null => Results.NotFound(),
            var shown when request.IsRefreshTokenGrantType() => await RefreshAsync(context, shown, client, grains, clock.GetUtcNow()),
            var code => await ExchangeAsync(context, code, client, grains, clock.GetUtcNow()),
        };
    }

    private static async Task<IResult> ExchangeAsync(HttpContext context, ClaimsPrincipal code, OAuthClient client, IGrainFactory grains, DateTimeOffset now)
    {
        var installation = OAuthClaims.InstallationOf(code);
        var token = AccessTokenText.Create(installation);
        var refresh = client.TokenLifetime is { } lifetime ? (AccessTokenText.CreateRefresh(installation, token.Id), lifetime) : ((AccessTokenText, TimeSpan)?)null;
        var result = await grains.GetInstallation(installation).IssueTokenAsync(
            new(token.Id, token.Hash, OAuthClaims.CodeOf(code), OAuthClaims.ExpiryOf(code), OAuthClaims.InstalledAtOf(code), PairOf(token, refresh, now)),
            new(OAuthClaims.ActorOf(code), RequestTrace.IdOf(context)));
        return result switch
        {
            InstallationResult.Accepted(var installed, _, _) => Give(token, refresh, installed.EffectiveScopes),
            InstallationResult.Refused(Refusal.Conflict(var explanation)) => Refuse(explanation),
            _ => Refuse("The app is not installed there any more. Send the admin through the authorization again."),
        };
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, ClaimsPrincipal shown, OAuthClient client, IGrainFactory grains, DateTimeOffset now)
    {
        if (!AccessTokenText.TryReadRefresh(OAuthClaims.TokenOf(shown) ?? "", out var before))
        {
            return Results.NotFound();
        }

        // A developer who has switched expiry off since gets rid of it with the next consent.
        var token = AccessTokenText.Create(before.Installation, before.Id);
        var refresh = (AccessTokenText.CreateRefresh(before.Installation, before.Id), client.TokenLifetime ?? OAuthRules.LongestLifetime);
        var result = await grains.GetInstallation(before.Installation).RefreshTokenAsync(
            before.Id, before.Hash, PairOf(token, refresh, now)!, new(OAuthActors.Of(client.App), RequestTrace.IdOf(context)));
        return result is RefreshResult.Refreshed(var state)
            ? Give(token, refresh, state.Scopes)
            : Refuse("The refresh token is not good, or not any more. Send the admin through the authorization again.");
    }

    private static TokenPair? PairOf(AccessTokenText token, (AccessTokenText Token, TimeSpan Lifetime)? refresh, DateTimeOffset now) =>
        refresh is { } pair ? new(token.Hash, now + pair.Lifetime, pair.Token.Hash, now + RefreshLifetime) : null;

    private static IResult Give(AccessTokenText token, (AccessTokenText Token, TimeSpan Lifetime)? refresh, IEnumerable<ScopeId> scopes) => Results.SignIn(
        OAuthClaims.OfIssued(token, refresh, scopes),
        new AuthenticationProperties(null, new Dictionary<string, object?> { ["workspace"] = token.Installation.Workspace.Value }),
        ProtocolAnswers.Scheme);

    private static IResult Refuse(string description) => ProtocolAnswers.Refuse(Errors.InvalidGrant, description);
}

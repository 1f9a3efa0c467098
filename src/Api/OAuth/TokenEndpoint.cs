using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;
using Registry.Grains.Interfaces;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Registry.Api;

/// <summary>Gives an app the token that a code stands for. Client, redirect URI and code verifier were found to be in order by the protocol.</summary>
internal static class TokenEndpoint
{
    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost(OAuthExtensions.TokenPath, ExchangeAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ExchangeAsync(HttpContext context, IGrainFactory grains)
    {
        if (context.GetOpenIddictServerRequest() is null || (await context.AuthenticateAsync(Server)).Principal is not { } code)
        {
            return Results.NotFound();
        }

        var installation = OAuthClaims.InstallationOf(code);
        var token = AccessTokenText.Create(installation);
        var result = await grains.GetInstallation(installation).IssueTokenAsync(
            new(token.Id, token.Proof.Hash, OAuthClaims.CodeOf(code), OAuthClaims.ExpiryOf(code), OAuthClaims.InstalledAtOf(code)),
            new(OAuthClaims.ActorOf(code), RequestTrace.IdOf(context)));
        return result switch
        {
            InstallationResult.Accepted(var installed, _, _) => Results.SignIn(
                OAuthClaims.OfIssued(token, installed.EffectiveScopes),
                new AuthenticationProperties(null, new Dictionary<string, object?> { ["workspace"] = installation.Workspace.Value }),
                Server),
            InstallationResult.Refused(Refusal.Conflict(var explanation)) => Refuse(explanation),
            _ => Refuse("The app is not installed there any more. Send the admin through the authorization again."),
        };
    }

    private static IResult Refuse(string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Server]);
}

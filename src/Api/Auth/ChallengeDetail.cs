using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>Remembers why a token was not accepted, for the problem that answers the request.</summary>
internal sealed record ChallengeDetail(string Detail)
{
    public static Problem? Of(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status401Unauthorized && context.Features.Get<ChallengeDetail>() is { Detail: var detail }
            ? Problems.Unauthenticated(detail)
            : null;

    public static Task RememberAsync(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is { } failure)
        {
            context.HttpContext.Features.Set(new ChallengeDetail(Explain(failure)));
        }

        return Task.CompletedTask;
    }

    private static string Explain(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => "The token has expired; get a new one.",
        SecurityTokenNotYetValidException => "The token is not valid yet; compare the clocks of issuer and registry.",
        SecurityTokenInvalidAudienceException => "The token is meant for another service: its aud is not the configured audience.",
        SecurityTokenInvalidIssuerException => "The token comes from another issuer than the configured one.",
        _ => "The token is not one that the configured issuer has signed; get a new one.",
    };
}

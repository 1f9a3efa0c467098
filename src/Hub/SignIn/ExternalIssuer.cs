using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Signs people in with the external issuer: authorization code flow with PKCE.</summary>
internal sealed class ExternalIssuer(IOptions<AuthOptions> auth, IOptions<HubOptions> hub) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(OpenIdConnectOptions options) => Configure(HubSessions.External, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != HubSessions.External || auth.Value.Authority is not { } authority)
        {
            return;
        }

        options.Authority = authority;
        options.RequireHttpsMetadata = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ClientId = hub.Value.ClientId;
        options.ClientSecret = hub.Value.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // A plain redirect back, so that the cookies of the flow can stay on this site.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SignInScheme = HubSessions.Scheme;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/sign-out/callback";
        options.SignedOutRedirectUri = HubSessions.SignInPath;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Clear();
        foreach (var scope in hub.Value.SignInScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Scope.Add(scope);
        }

        options.TokenValidationParameters.ClockSkew = auth.Value.ClockSkew;
        options.NonceCookie = Flow(options.NonceCookie);
        options.CorrelationCookie = Flow(options.CorrelationCookie);
        options.Events.OnTokenValidated = context =>
        {
            context.Principal = Needed(context.Principal!);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect($"{HubSessions.SignInPath}{QueryString.Create("failed", "true")}");
            return Task.CompletedTask;
        };
    }

    private static HubCookieBuilder Flow(CookieBuilder usual) => new()
    {
        Name = usual.Name,
        SameSite = SameSiteMode.Lax,
        Expiration = TimeSpan.FromMinutes(15),
    };

    // What the session is about, and not all that the issuer says of a person.
    private ClaimsPrincipal Needed(ClaimsPrincipal principal)
    {
        var names = auth.Value;
        string[] kept = ["sub", "name", names.RoleClaim, names.DeveloperClaim, names.WorkspaceClaim];
        return new ClaimsPrincipal(new ClaimsIdentity(principal.Claims.Where(claim => kept.Contains(claim.Type)), HubSessions.External, "name", names.RoleClaim));
    }
}

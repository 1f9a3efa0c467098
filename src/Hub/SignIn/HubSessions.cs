using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>How people sign in and stay so: a session cookie, filled by the registry's own issuer or by an external one.</summary>
internal static class HubSessions
{
    /// <summary>The authentication scheme of the session cookie.</summary>
    public const string Scheme = "hub";

    /// <summary>The scheme of the external issuer.</summary>
    public const string External = "hub-external";

    public const string SignInPath = "/sign-in";

    public static void AddHubSessions(this IServiceCollection services, IConfiguration configuration)
    {
        var authentication = services.AddAuthentication().AddCookie(Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<IOptions<HubOptions>>((cookie, hub) =>
        {
            cookie.Cookie = new HubCookieBuilder { Name = "registry-hub", SameSite = SameSiteMode.Lax };
            cookie.ExpireTimeSpan = hub.Value.SessionLifetime;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = SignInPath;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnSigningIn = context => SessionAudit.EnterAsync(context.HttpContext, context.Principal, AuditAction.SignedIn);
            cookie.Events.OnSigningOut = async context => await SessionAudit.EnterAsync(context.HttpContext, await PrincipalAsync(context.HttpContext), AuditAction.SignedOut);
            cookie.Events.OnRedirectToLogin = context => SignInAsync(context);
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });

        if (AuthOptions.HasAuthority(configuration))
        {
            authentication.AddOpenIdConnect(External, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ExternalIssuer>();
        }
    }

    /// <summary>Where a person signs in, as somebody else perhaps, to come back to the page of this request.</summary>
    public static string SignInAddress(HttpRequest request) =>
        $"{SignInPath}{QueryString.Create("returnUrl", $"{request.PathBase}{request.Path}{request.QueryString}")}";

    /// <summary>Who is signed in, also where a page lets everybody in.</summary>
    public static async Task<ClaimsPrincipal?> PrincipalAsync(HttpContext context) => (await context.AuthenticateAsync(Scheme)).Principal;

    /// <summary>Where a person gets to who has signed in or out: a path of this site, or the first page.</summary>
    public static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/' or '\\', ..] && !returnUrl.Any(char.IsControl) ? returnUrl : "/";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/external", (HttpContext context, string? returnUrl, IOptions<AuthOptions> auth) => auth.Value.Authority is null
            ? Results.Redirect(SignInPath)
            : Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [External]))
            .AllowAnonymous().ExcludeFromDescription();
    }

    // To the page that the form was on, also where a form came too late.
    private static Task SignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        // What a script asks for, or a frame shows, can't sign in.
        if (!HubResponses.IsPage(context.HttpContext))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Response.Redirect(SignInAddress(context.Request));
        return Task.CompletedTask;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Who is signed in to the Hub, for what else people open.</summary>
public static class SignedIn
{
    /// <summary>Null where nobody is.</summary>
    public static Task<ClaimsPrincipal?> PrincipalAsync(HttpContext context) => HubSessions.PrincipalAsync(context);

    /// <summary>The person as histories name it, in the strongest of these roles; null where nobody has one.</summary>
    public static async Task<string?> ActorAsync(HttpContext context, Role permitted) =>
        await PrincipalAsync(context) is { } principal
            ? context.RequestServices.GetRequiredService<CallerClaims>().Read(principal, permitted)?.Actor
            : null;

    /// <summary>Ends the session, if there is one.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(HubSessions.Scheme);
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Enters who signs in and out in the audit logs: a person with several roles in that of each.</summary>
internal static class SessionAudit
{
    private static readonly Role[] Roles = [Role.Operator, Role.WorkspaceAdmin, Role.Developer, Role.Service];

    public static async Task EnterAsync(HttpContext context, ClaimsPrincipal? principal, AuditAction action)
    {
        if (principal?.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        var services = context.RequestServices;
        var claims = services.GetRequiredService<CallerClaims>();
        foreach (var caller in Roles.Select(role => claims.Read(principal, role)).OfType<Caller>())
        {
            await services.GetRequiredService<IGrainFactory>().GetAuditLog(AuditEvents.LogOf(caller)).AppendAsync(AuditEvents.Of(context, caller, action));
        }
    }
}

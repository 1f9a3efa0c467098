using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>Makes events for the audit log out of requests.</summary>
public static class AuditEvents
{
    /// <summary>What somebody did with a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who made it.</param>
    /// <param name="action">What was done.</param>
    /// <param name="subject">What it was done to; null where that goes without saying.</param>
    public static AuditEvent Of(HttpContext context, Caller caller, AuditAction action, string? subject = null) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        Actor = caller.Actor,
        Action = action,
        Subject = subject,
        RequestId = RequestTrace.IdOf(context),
        Address = context.Connection.RemoteIpAddress?.ToString(),
    };

    /// <summary>The log that a caller's own doings belong in.</summary>
    public static AuditTenant LogOf(Caller caller) => caller switch
    {
        { Workspace: { } workspace } => AuditTenant.Of(workspace),
        { Developer: { } developer } => AuditTenant.Of(developer),
        _ => AuditTenant.Platform,
    };
}

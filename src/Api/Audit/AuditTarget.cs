using System.Reflection;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The audit log that the route names, or the platform's where it names none; one that the caller may read.</summary>
internal sealed record AuditTarget(AuditTenant Tenant) : IBindableFromHttpContext<AuditTarget>
{
    public static ValueTask<AuditTarget?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var tenant = Read(context);
        Caller.Of(context).Demand(tenant);
        return ValueTask.FromResult<AuditTarget?>(new(tenant));
    }

    private static AuditTenant Read(HttpContext context) => context.Request.RouteValues switch
    {
        var route when route.ContainsKey(WorkspaceId.Word) => AuditTenant.Of(RouteId<WorkspaceId>.Read(context)),
        var route when route.ContainsKey(DeveloperId.Word) => AuditTenant.Of(RouteId<DeveloperId>.Read(context)),
        _ => AuditTenant.Platform,
    };
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Lets people who are signed in download an audit log.</summary>
internal static class AuditExports
{
    public static void MapAuditExports(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/audit/export", Permissions.ReadPlatformAudit, _ => AuditTenant.Platform);
        Map(routes, "/audit/workspaces/{Workspace}/export", Permissions.ReadWorkspaceAudit, context => AuditTenant.Of(Id<WorkspaceId>(context)));
        Map(routes, "/audit/developers/{Developer}/export", Permissions.ReadDeveloperAudit, context => AuditTenant.Of(Id<DeveloperId>(context)));
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, Role permitted, Func<HttpContext, AuditTenant> tenantOf) =>
        routes.MapGet(pattern, (HttpContext context, Caller caller, IGrainFactory grains, TimeProvider clock) =>
            {
                var tenant = tenantOf(context);
                caller.Demand(tenant);
                return new AuditExport(tenant, caller, grains, clock);
            })
            .RequireAuthorization(new AuthorizationPolicyBuilder(HubSessions.Scheme).AddRequirements(new RolesRequirement(permitted)).Build())
            .ExcludeFromDescription();

    private static T Id<T>(HttpContext context)
        where T : struct, IIdentifier<T> => T.TryParse((string?)context.Request.RouteValues[T.Word], null, out var id) ? id : throw new OutOfReachException();
}

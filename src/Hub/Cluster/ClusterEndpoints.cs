using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Feeds the charts of the cluster page while it is open.</summary>
internal static class ClusterEndpoints
{
    public static void MapClusterPoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/cluster/points", async (IGrainFactory grains) =>
                TypedResults.Json(ClusterPoints.Of(await grains.GetClusterBoard().GetAsync(null)), ClusterJson.Default.ClusterPoints))
            .RequireAuthorization(new AuthorizationPolicyBuilder(HubSessions.Scheme).AddRequirements(new RolesRequirement(Permissions.WatchCluster)).Build())
            .ExcludeFromDescription();
}

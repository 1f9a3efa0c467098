using System.Reflection;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The workspace that the route names; one that the caller may reach.</summary>
internal sealed record WorkspaceTarget(WorkspaceId Id) : IBindableFromHttpContext<WorkspaceTarget>
{
    public static ValueTask<WorkspaceTarget?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var workspace = RouteId<WorkspaceId>.Read(context);
        Caller.Of(context).Demand(workspace);
        return ValueTask.FromResult<WorkspaceTarget?>(new(workspace));
    }
}

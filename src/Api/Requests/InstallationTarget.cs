using System.Reflection;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The installation that the route names; one that the caller may reach.</summary>
internal sealed record InstallationTarget(InstallationKey Key) : IBindableFromHttpContext<InstallationTarget>
{
    public static ValueTask<InstallationTarget?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var workspace = RouteId<WorkspaceId>.Read(context);
        var app = RouteId<AppId>.Read(context);
        Caller.Of(context).Demand(workspace);
        return ValueTask.FromResult<InstallationTarget?>(new(new InstallationKey(workspace, app)));
    }
}

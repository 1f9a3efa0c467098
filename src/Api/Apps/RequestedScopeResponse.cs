using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A scope that a version of an app requested.</summary>
internal sealed record RequestedScopeResponse(
    [property: Description("The scope.")] ScopeId Id,
    [property: Description("Why the app needs it; null where none was given.")] string? Reason)
{
    public static RequestedScopeResponse From(RequestedScope scope) => new(scope.Id, scope.Reason);
}

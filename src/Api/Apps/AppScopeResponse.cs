using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A scope that an app requests.</summary>
internal sealed record AppScopeResponse(
    [property: Description("The scope.")] ScopeId Id,
    [property: Description("Why the app needs it; null where none was given.")] string? Reason,
    [property: Description("The capabilities that force it; empty where the developer chose it.")] ImmutableArray<CapabilityId> RequiredBy)
{
    public static AppScopeResponse From(AppScope scope) => new(scope.Id, scope.Reason, scope.RequiredBy);
}

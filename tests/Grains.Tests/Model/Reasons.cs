using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Requested scopes with their reasons, as commands hold them.</summary>
internal static class Reasons
{
    public static ImmutableArray<RequestedScope> Of(IEnumerable<(string Id, string? Reason)> scopes) =>
        [.. scopes.Select(scope => new RequestedScope(ScopeId.Parse(scope.Id), scope.Reason))];

    public static string Show(IEnumerable<(string Id, string? Reason)> scopes) =>
        $"[{string.Join(' ', scopes.Select(scope => scope.Reason is null ? scope.Id : $"{scope.Id}='{scope.Reason}'"))}]";
}

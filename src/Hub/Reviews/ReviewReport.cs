using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>A submitted app as an operator wants to see it: what it asks for, what is new in that, and what looks like too much.</summary>
/// <param name="Groups">The requested scopes in the groups and the order of the catalog.</param>
/// <param name="Excess">Those that nothing needs.</param>
/// <param name="Dropped">Scopes of the live version that are no longer requested.</param>
internal sealed record ReviewReport(
    IReadOnlyList<(ScopeGroup Group, IReadOnlyList<ReviewedScope> Scopes)> Groups,
    IReadOnlySet<ScopeId> Excess,
    IReadOnlyList<ScopeId> Dropped)
{
    public static ReviewReport Of(App app, Catalog catalog)
    {
        var requested = app.Scopes.ToDictionary(scope => scope.Id);
        var groups = catalog.Groups
            .Select(group => (group, (IReadOnlyList<ReviewedScope>)
            [
                .. catalog.Scopes.Where(scope => scope.Group == group.Id && requested.ContainsKey(scope.Id)).Select(scope => Reviewed(scope, requested[scope.Id], app, catalog)),
            ]))
            .Where(entry => entry.Item2.Count > 0)
            .ToArray();
        return new(groups, app.Review.OverPrivileged.ToHashSet(), [.. (app.Live?.Scopes ?? []).Where(scope => !requested.ContainsKey(scope))]);
    }

    private static ReviewedScope Reviewed(CatalogScope scope, AppScope requested, App app, Catalog catalog) => new(
        scope.Id,
        scope.Name,
        scope.Description,
        requested.Reason,
        Phrase.List(requested.RequiredBy.Select(capability => catalog.FindCapability(capability)?.Name ?? capability.Value)),
        app.Live is { } live && !live.Scopes.Contains(scope.Id));
}

/// <summary>One scope of <see cref="ReviewReport"/>.</summary>
/// <param name="Id">The scope.</param>
/// <param name="Name">Its name in the catalog.</param>
/// <param name="Description">Its description in the catalog.</param>
/// <param name="Reason">Why the app needs it, as its developer says.</param>
/// <param name="RequiredBy">The names of the capabilities that force it; empty for none.</param>
/// <param name="IsNew">Whether the live version does not request it.</param>
internal sealed record ReviewedScope(ScopeId Id, string Name, string Description, string? Reason, string RequiredBy, bool IsNew);

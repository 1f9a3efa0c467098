using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>One thing that a manifest version changed.</summary>
/// <param name="Sign">What became of it.</param>
/// <param name="Label">What it is.</param>
/// <param name="Text">Its name, or its value before and after.</param>
internal sealed record AppDifference(DifferenceSign Sign, string Label, string Text)
{
    /// <summary>Everything that a version changed, in the order in which people ask for it.</summary>
    public static IEnumerable<AppDifference> Of(AppVersion version, Catalog catalog)
    {
        var (before, after) = (version.Before, version.After);
        return
        [
            .. before is null ? [] : Value(AppTexts.DiffStatus, AppWords.Of(before.Status), AppWords.Of(after.Status)),
            .. after.Reasons.Except(before?.Reasons ?? []).Select(reason => new AppDifference(DifferenceSign.Added, AppTexts.DiffRejection, reason)),
            .. Value(AppTexts.DiffSuspension, before?.Suspension?.Reason, after.Suspension?.Reason),
            .. Value(AppTexts.DiffName, before?.Name, after.Name),
            .. Value(AppTexts.DiffVisibility, before is null ? null : AppWords.Of(before.Visibility), AppWords.Of(after.Visibility)),
            .. Items(AppTexts.DiffWorkspaces, before?.Workspaces, after.Workspaces, workspace => workspace.Value),
            .. Items(AppTexts.DiffCapabilities, before?.Capabilities, after.Capabilities, capability => catalog.FindCapability(capability)?.Name ?? capability.Value),
            .. Items(AppTexts.DiffScopes, before?.Scopes.Select(scope => scope.Id), after.Scopes.Select(scope => scope.Id), scope => NameOf(scope, catalog)),
            .. Reasons(before, after, catalog),
            .. Value(AppTexts.DiffEndpoint, before?.Url, after.Url),
            .. Items(AppTexts.DiffTopics, before?.Topics, after.Topics, topic => topic.Value),
        ];
    }

    private static string NameOf(ScopeId scope, Catalog catalog) => catalog.FindScope(scope)?.Name ?? scope.Value;

    private static IEnumerable<AppDifference> Value(string label, string? before, string? after)
    {
        if (before != after)
        {
            yield return (before, after) switch
            {
                (null, _) => new(DifferenceSign.Added, label, after!),
                (_, null) => new(DifferenceSign.Removed, label, before),
                _ => new(DifferenceSign.Changed, label, Phrase.Of(AppTexts.DiffFromTo, before, after)),
            };
        }
    }

    // One line for all that came and one for all that went: a version may change hundreds.
    private static IEnumerable<AppDifference> Items<T>(string label, IEnumerable<T>? before, IEnumerable<T> after, Func<T, string> nameOf)
    {
        var had = (before ?? []).ToHashSet();
        var has = after.ToHashSet();
        if (has.Where(item => !had.Contains(item)).ToList() is { Count: > 0 } added)
        {
            yield return new(DifferenceSign.Added, label, Phrase.List(added.Select(nameOf)));
        }

        if (had.Where(item => !has.Contains(item)).ToList() is { Count: > 0 } removed)
        {
            yield return new(DifferenceSign.Removed, label, Phrase.List(removed.Select(nameOf)));
        }
    }

    private static IEnumerable<AppDifference> Reasons(AppSnapshot? before, AppSnapshot after, Catalog catalog)
    {
        var had = (before?.Scopes ?? []).ToDictionary(scope => scope.Id, scope => scope.Reason);
        return after.Scopes.SelectMany(scope => Value(Phrase.Of(AppTexts.DiffReason, NameOf(scope.Id, catalog)), had.GetValueOrDefault(scope.Id), scope.Reason));
    }
}

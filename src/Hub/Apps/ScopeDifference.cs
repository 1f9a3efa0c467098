using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What a selection would change in an app.</summary>
public sealed record ScopeDifference
{
    public ImmutableArray<Capability> SwitchedOn { get; private init; } = [];

    public ImmutableArray<string> SwitchedOff { get; private init; } = [];

    public ImmutableArray<CatalogScope> Added { get; private init; } = [];

    /// <summary>Scopes that would no longer be requested, also such as the catalog no longer has.</summary>
    public ImmutableArray<ScopeId> Removed { get; private init; } = [];

    /// <summary>Scopes that stay, for another reason.</summary>
    public ImmutableArray<CatalogScope> Explained { get; private init; } = [];

    /// <summary>Scopes that a capability forced until now and that stay selected without it.</summary>
    public ImmutableArray<CatalogScope> LeftBehind { get; private init; } = [];

    /// <summary>Subscribed topics that would have none of the scopes that they need.</summary>
    public ImmutableArray<TopicId> SilencedTopics { get; private init; } = [];

    /// <summary>Subscribed topics that have none now and would have one.</summary>
    public ImmutableArray<TopicId> RevivedTopics { get; private init; } = [];

    public bool ChangesScopes => !Added.IsEmpty || !Removed.IsEmpty;

    public bool ChangesCapabilities => !SwitchedOn.IsEmpty || !SwitchedOff.IsEmpty;

    public bool IsNothing => !ChangesScopes && !ChangesCapabilities && Explained.IsEmpty;

    public static ScopeDifference Of(App app, ScopeSelection selection, Catalog catalog)
    {
        var had = app.Scopes.ToDictionary(scope => scope.Id);
        var offered = catalog.Scopes;
        var topics = app.Webhook?.Topics ?? [];
        return new()
        {
            SwitchedOn = [.. selection.Capabilities.Where(capability => !app.Capabilities.Contains(capability.Id))],
            SwitchedOff = [.. app.Capabilities.Where(capability => !selection.Has(capability)).Select(capability => catalog.FindCapability(capability)?.Name ?? capability.Value)],
            Added = [.. offered.Where(scope => selection.Has(scope.Id) && !had.ContainsKey(scope.Id))],
            Removed = [.. app.Scopes.Select(scope => scope.Id).Where(scope => !selection.Has(scope))],
            Explained = [.. offered.Where(scope => selection.Has(scope.Id) && had.TryGetValue(scope.Id, out var before) && (before.Reason ?? "") != selection.ReasonFor(scope.Id))],
            LeftBehind = [.. offered.Where(scope => selection.Has(scope.Id) && selection.ForcedBy(scope.Id).IsEmpty && had.TryGetValue(scope.Id, out var before) && !before.RequiredBy.IsEmpty)],
            SilencedTopics = [.. topics.Where(topic => topic.State == AppTopicState.Subscribed && !IsMet(topic, selection)).Select(topic => topic.Id)],
            RevivedTopics = [.. topics.Where(topic => topic.State == AppTopicState.MissingScope && IsMet(topic, selection)).Select(topic => topic.Id)],
        };
    }

    private static bool IsMet(AppTopic topic, ScopeSelection selection) => topic.NeedsAnyOf.IsEmpty || topic.NeedsAnyOf.Any(selection.Has);
}

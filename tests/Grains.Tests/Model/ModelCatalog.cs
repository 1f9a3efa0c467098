using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>The catalog as plain sets (rules 1, 3 and 4).</summary>
internal sealed class ModelCatalog(Catalog catalog)
{
    private readonly Dictionary<string, string[]> needs =
        catalog.Topics.ToDictionary(topic => topic.Id.Value, topic => topic.RequiresAnyOf.Select(scope => scope.Value).ToArray());

    private readonly Dictionary<string, string[]> requirements =
        catalog.Capabilities.ToDictionary(capability => capability.Id.Value, capability => capability.RequiresScopes.Select(scope => scope.Value).ToArray());

    public ImmutableSortedSet<string> Scopes { get; } = Ids.SetOf(catalog.Scopes.Select(scope => scope.Id));

    public ImmutableSortedSet<string> Topics { get; } = Ids.SetOf(catalog.Topics.Select(topic => topic.Id));

    public ImmutableSortedSet<string> Capabilities { get; } = Ids.SetOf(catalog.Capabilities.Select(capability => capability.Id));

    public ImmutableSortedSet<string> AlwaysSubscribed { get; } =
        Ids.SetOf(catalog.Topics.Where(topic => topic.AlwaysSubscribed).Select(topic => topic.Id));

    public ImmutableSortedSet<string> RequiredBy(IEnumerable<string> capabilities) => Ids.Set(capabilities.SelectMany(id => requirements[id]));

    public bool Requires(string capability, string scope) => requirements[capability].Contains(scope);

    public ImmutableArray<ScopeId> NeedsOf(string topic) => Ids.Of<ScopeId>(needs[topic]);

    public bool IsMet(string topic, IEnumerable<string> scopes) => needs[topic].Length == 0 || needs[topic].Intersect(scopes).Any();

    public Refusal? UnknownScopes(IEnumerable<string> scopes) =>
        Ids.Set(scopes).Except(Scopes) is { Count: > 0 } unknown ? new Refusal.UnknownScopes(Ids.Of<ScopeId>(unknown)) : null;

    public Refusal? UnknownTopics(IEnumerable<string> topics) =>
        Ids.Set(topics).Except(Topics) is { Count: > 0 } unknown ? new Refusal.UnknownTopics(Ids.Of<TopicId>(unknown)) : null;

    public Refusal? UnknownCapabilities(IEnumerable<string> capabilities) =>
        Ids.Set(capabilities).Except(Capabilities) is { Count: > 0 } unknown ? new Refusal.UnknownCapabilities(Ids.Of<CapabilityId>(unknown)) : null;

    public Refusal? Unmet(IEnumerable<string> topics, IEnumerable<string> scopes) =>
        Ids.Set(topics).Where(topic => !IsMet(topic, scopes)).ToArray() is { Length: > 0 } unmet
            ? new Refusal.TopicsNeedScope([.. unmet.Select(topic => new TopicNeed(TopicId.Parse(topic), NeedsOf(topic)))])
            : null;
}

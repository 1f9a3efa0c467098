using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Questions that apps and installations both ask the catalog.</summary>
internal static class CatalogRules
{
    extension(Catalog catalog)
    {
        /// <summary>Refuses scopes that the catalog does not have; null where it has them all.</summary>
        public Refusal? RefuseUnknown(IEnumerable<ScopeId> scopes) =>
            scopes.Where(scope => catalog.FindScope(scope) is null).Ordered() is { Length: > 0 } unknown
                ? new Refusal.UnknownScopes(unknown)
                : null;

        /// <summary>Refuses topics that the catalog does not have; null where it has them all.</summary>
        public Refusal? RefuseUnknown(IEnumerable<TopicId> topics) =>
            topics.Where(topic => catalog.FindTopic(topic) is null).Ordered() is { Length: > 0 } unknown
                ? new Refusal.UnknownTopics(unknown)
                : null;

        /// <summary>Refuses capabilities that the catalog does not have; null where it has them all.</summary>
        public Refusal? RefuseUnknown(IEnumerable<CapabilityId> capabilities) =>
            capabilities.Where(capability => catalog.FindCapability(capability) is null).Ordered() is { Length: > 0 } unknown
                ? new Refusal.UnknownCapabilities(unknown)
                : null;

        /// <summary>Refuses topics whose requirement <paramref name="scopes"/> do not meet; null where they meet all.</summary>
        public Refusal? RefuseUnmet(IEnumerable<TopicId> topics, IReadOnlyCollection<ScopeId> scopes) =>
            topics.Where(topic => !catalog.Meets(topic, scopes)).Ordered() is { Length: > 0 } unmet
                ? new Refusal.TopicsNeedScope([.. unmet.Select(topic => new TopicNeed(topic, catalog.NeedsOf(topic)))])
                : null;

        /// <summary>Whether <paramref name="scopes"/> contain any one that the topic needs. A topic that has left the catalog never fires.</summary>
        public bool Meets(TopicId topic, IReadOnlyCollection<ScopeId> scopes) =>
            catalog.FindTopic(topic) is { } known && (known.RequiresAnyOf.IsEmpty || known.RequiresAnyOf.Any(scopes.Contains));

        /// <summary>The scopes of which the topic needs any one.</summary>
        public ImmutableArray<ScopeId> NeedsOf(TopicId topic) => catalog.FindTopic(topic)?.RequiresAnyOf ?? [];

        /// <summary>Whether the topic is on for every app with an endpoint.</summary>
        public bool IsAlwaysSubscribed(TopicId topic) => catalog.FindTopic(topic) is { AlwaysSubscribed: true };

        /// <summary>The scopes that these capabilities force on an app, in order.</summary>
        public ImmutableArray<ScopeId> RequiredBy(IEnumerable<CapabilityId> capabilities) =>
            capabilities.SelectMany(capability => catalog.FindCapability(capability)?.RequiresScopes ?? []).Ordered();
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>The scopes, scope groups, capabilities and topics that a platform offers. Sound by construction: only <see cref="CatalogFile"/> makes one.</summary>
public sealed class Catalog
{
    private readonly FrozenDictionary<ScopeId, CatalogScope> scopesById;
    private readonly FrozenDictionary<TopicId, Topic> topicsById;
    private readonly FrozenDictionary<CapabilityId, Capability> capabilitiesById;

    internal Catalog(
        ImmutableArray<ScopeGroup> groups,
        ImmutableArray<CatalogScope> scopes,
        ImmutableArray<Capability> capabilities,
        ImmutableArray<Topic> topics)
    {
        Groups = groups;
        Scopes = scopes;
        Capabilities = capabilities;
        Topics = topics;
        scopesById = scopes.ToFrozenDictionary(scope => scope.Id);
        topicsById = topics.ToFrozenDictionary(topic => topic.Id);
        capabilitiesById = capabilities.ToFrozenDictionary(capability => capability.Id);
        AlwaysSubscribedTopics = [.. topics.Where(topic => topic.AlwaysSubscribed).Select(topic => topic.Id)];
        ETag = HashOf(new { groups, scopes, capabilities, topics });
    }

    /// <summary>Changes whenever the content does: a hash of it, without quotes.</summary>
    public string ETag { get; }

    /// <summary>The groups, in the order of the file.</summary>
    public ImmutableArray<ScopeGroup> Groups { get; }

    /// <summary>The scopes, in the order of the file.</summary>
    public ImmutableArray<CatalogScope> Scopes { get; }

    /// <summary>The capabilities, in the order of the file.</summary>
    public ImmutableArray<Capability> Capabilities { get; }

    /// <summary>The topics, in the order of the file.</summary>
    public ImmutableArray<Topic> Topics { get; }

    /// <summary>The topics that are on for every app with an endpoint.</summary>
    public ImmutableArray<TopicId> AlwaysSubscribedTopics { get; }

    /// <summary>The scope of that id, or null.</summary>
    public CatalogScope? FindScope(ScopeId id) => scopesById.GetValueOrDefault(id);

    /// <summary>The topic of that id, or null.</summary>
    public Topic? FindTopic(TopicId id) => topicsById.GetValueOrDefault(id);

    /// <summary>The capability of that id, or null.</summary>
    public Capability? FindCapability(CapabilityId id) => capabilitiesById.GetValueOrDefault(id);

    // Of the content, not of the bytes of the file: white space and the order of members make no other catalog.
    private static string HashOf<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)).AsSpan(0, 16));
}

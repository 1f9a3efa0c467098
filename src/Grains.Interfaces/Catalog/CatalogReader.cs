using System.Collections.Immutable;
using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>Turns a catalog document into a catalog and notes every fault on the way.</summary>
internal sealed class CatalogReader(CatalogFaults faults)
{
    private const int SupportedVersion = 1;

    // So begin the topics by which the registry tells an app of its own installations.
    private const string ReservedTopics = "installation.";

    private readonly CatalogPlaces groupPlaces = new("group", faults);
    private readonly CatalogPlaces scopePlaces = new("scope", faults);
    private readonly CatalogPlaces capabilityPlaces = new("capability", faults);
    private readonly CatalogPlaces topicPlaces = new("topic", faults);
    private readonly Dictionary<string, string?> tiers = new(StringComparer.Ordinal);

    /// <summary>The catalog of the document, or null where a fault was noted.</summary>
    public Catalog? Read(JsonElement root)
    {
        if (CatalogObject.From(root, CatalogPath.Root, faults, "version", "groups", "scopes", "capabilities", "topics") is not { } catalog)
        {
            return null;
        }

        CheckVersion(catalog);
        CheckAnyScope(catalog);

        // What is referred to comes before what refers to it, wherever it stands in the document.
        var groups = ReadAll(catalog, "groups", ReadGroup);
        var scopes = ReadAll(catalog, "scopes", ReadScope);
        var capabilities = ReadAll(catalog, "capabilities", ReadCapability);
        var topics = ReadAll(catalog, "topics", ReadTopic);
        return faults.IsEmpty ? new(groups, scopes, capabilities, topics) : null;
    }

    private static void CheckVersion(CatalogObject catalog)
    {
        if (catalog.Required("version", "the number 1") is { } version
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == SupportedVersion))
        {
            catalog.Fault("version", $"is {CatalogPath.Quoted(version.GetRawText())}; this release of the registry reads version {SupportedVersion}.");
        }
    }

    private static void CheckAnyScope(CatalogObject catalog)
    {
        if (catalog.Find("scopes") is { ValueKind: JsonValueKind.Array } scopes && scopes.GetArrayLength() == 0)
        {
            catalog.Fault("scopes", "is empty; a catalog offers at least one scope.");
        }
    }

    private static ImmutableArray<T> ReadAll<T>(CatalogObject catalog, string name, Func<JsonElement, string, T?> read)
        where T : class
    {
        var items = catalog.Items(name, $"the list of the {name}");
        return [.. items.Select(item => read(item.Value, item.Path)).OfType<T>()];
    }

    private ScopeGroup? ReadGroup(JsonElement value, string path)
    {
        if (CatalogObject.From(value, path, faults, "id", "name", "tier") is not { } group)
        {
            return null;
        }

        var id = group.Word("id");
        var name = group.Text("name");
        var tier = group.Word("tier");

        if (id is not null && groupPlaces.Claim(id, group.PathOf("id")))
        {
            tiers[id] = tier;
        }

        return id is null || name is null || tier is null ? null : new(id, name, tier);
    }

    private CatalogScope? ReadScope(JsonElement value, string path)
    {
        if (CatalogObject.From(value, path, faults, "id", "name", "description", "group", "tier") is not { } scope)
        {
            return null;
        }

        var id = scope.Id<ScopeId>("id");
        var name = scope.Text("name");
        var description = scope.Text("description");
        var group = scope.Word("group");
        var tier = scope.Word("tier");

        if (id is not null)
        {
            scopePlaces.Claim(id.Value.Value, scope.PathOf("id"));
        }

        CheckGroup(scope, group, tier);
        return id is null || name is null || description is null || group is null || tier is null
            ? null
            : new(id.Value, name, description, group, tier);
    }

    private void CheckGroup(CatalogObject scope, string? group, string? tier)
    {
        if (group is not null && groupPlaces.Refer(group, scope.PathOf("group"))
            && tier is not null && tiers[group] is { } expected && tier != expected)
        {
            scope.Fault("tier", $"is '{tier}'; it must be '{expected}', the tier of the group '{group}'.");
        }
    }

    private Capability? ReadCapability(JsonElement value, string path)
    {
        if (CatalogObject.From(value, path, faults, "id", "name", "requiresScopes") is not { } capability)
        {
            return null;
        }

        var id = capability.Id<CapabilityId>("id");
        var name = capability.Text("name");
        var scopes = ReadScopeIds(capability, "requiresScopes");

        if (id is not null)
        {
            capabilityPlaces.Claim(id.Value.Value, capability.PathOf("id"));
        }

        return id is null || name is null ? null : new(id.Value, name, scopes);
    }

    private Topic? ReadTopic(JsonElement value, string path)
    {
        if (CatalogObject.From(value, path, faults, "id", "object", "description", "requiresAnyOf", "alwaysSubscribed", "identifyingFields") is not { } topic)
        {
            return null;
        }

        var id = topic.Id<TopicId>("id");
        var about = topic.Text("object");
        var description = topic.Text("description");
        var scopes = ReadScopeIds(topic, "requiresAnyOf");
        var always = topic.Flag("alwaysSubscribed");
        var fields = topic.OptionalTexts("identifyingFields");

        if (id is not null)
        {
            topicPlaces.Claim(id.Value.Value, topic.PathOf("id"));
            CheckNotReserved(topic, id.Value);
        }

        if (always && !scopes.IsEmpty)
        {
            topic.Fault("requiresAnyOf", "names scopes, but a topic that is always subscribed can need none; empty the list or drop alwaysSubscribed.");
        }

        if (fields is not null && id is { } named && !named.Value.EndsWith(".deleted", StringComparison.Ordinal))
        {
            topic.Fault("identifyingFields", "is for topics whose id ends in .deleted; all others send every member.");
        }

        return id is null || about is null || description is null ? null : new(id.Value, about, description, scopes, always, fields);
    }

    private static void CheckNotReserved(CatalogObject topic, TopicId id)
    {
        if (id.Value.StartsWith(ReservedTopics, StringComparison.Ordinal))
        {
            topic.Fault("id", $"is '{id}'; topics that begin with '{ReservedTopics}' are the registry's own, by which it tells an app of its installations; choose another id.");
        }
    }

    private ImmutableArray<ScopeId> ReadScopeIds(CatalogObject owner, string name)
    {
        var ids = ImmutableArray.CreateBuilder<ScopeId>();
        var places = new CatalogPlaces("scope", faults);

        foreach (var (value, path) in owner.Items(name, "a list of scope ids, empty for none"))
        {
            if (CatalogText.Id<ScopeId>(value, path, faults) is { } id
                && scopePlaces.Refer(id.Value, path)
                && places.Claim(id.Value, path))
            {
                ids.Add(id);
            }
        }

        return ids.ToImmutable();
    }
}

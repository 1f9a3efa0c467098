using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>A small sound catalog document that a test breaks in one place or in several.</summary>
internal sealed partial class CatalogDocument
{
    private const string Sound =
        """
        {
          "version": 1,
          "groups": [
            { "id": "people", "name": "People & more", "tier": "standard" },
            { "id": "workspace", "name": "Workspace data", "tier": "extended" },
            { "id": "spare", "name": "Spare", "tier": "extended" }
          ],
          "scopes": [
            { "id": "read_users", "name": "Read users", "description": "List users", "group": "people", "tier": "standard" },
            { "id": "read_tags", "name": "Read tags", "description": "List tags", "group": "workspace", "tier": "extended" },
            { "id": "spare", "name": "Spare", "description": "Nothing", "group": "people", "tier": "standard" }
          ],
          "capabilities": [
            { "id": "canvas", "name": "Canvas", "requiresScopes": ["read_users", "read_tags"] }
          ],
          "topics": [
            { "id": "user.created", "object": "user", "description": "A user came", "requiresAnyOf": ["read_users", "read_tags"] },
            { "id": "ping", "object": "ping", "description": "A test", "requiresAnyOf": [], "alwaysSubscribed": true }
          ]
        }
        """;

    private JsonNode root = JsonNode.Parse(Sound)!;

    /// <summary>The places of all values of the sound document.</summary>
    public static IReadOnlyList<string> AllPlaces { get; } = [.. PlacesOf(JsonNode.Parse(Sound)!)];

    public byte[] Bytes => Encoding.UTF8.GetBytes(root.ToJsonString());

    /// <summary>Puts a value, given as JSON, at a JSON path; <paramref name="json"/> null takes the value away.</summary>
    public CatalogDocument With(string path, string? json)
    {
        var steps = Step().Matches(path).Select(match => match.Value.Trim('.', '[', ']')).ToList();
        if (steps.Count == 0)
        {
            root = JsonNode.Parse(json!)!;
            return this;
        }

        var parent = steps.SkipLast(1).Aggregate(root, (node, step) => node is JsonArray ? node[Index(step)]! : node[step]!);
        if (parent is JsonObject members)
        {
            if (json is null)
            {
                members.Remove(steps[^1]);
            }
            else
            {
                members[steps[^1]] = JsonNode.Parse(json);
            }
        }
        else if (parent is JsonArray items)
        {
            items.RemoveAt(Index(steps[^1]));
            if (json is not null)
            {
                items.Insert(Index(steps[^1]), JsonNode.Parse(json));
            }
        }

        return this;
    }

    public CatalogException Faults() =>
        Assert.Throws<CatalogException>(() => CatalogFile.Parse("catalog.json", Bytes));

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static IEnumerable<string> PlacesOf(JsonNode node) => node switch
    {
        JsonObject members => [node.GetPath(), .. members.SelectMany(member => PlacesOf(member.Value!))],
        JsonArray items => [node.GetPath(), .. items.SelectMany(item => PlacesOf(item!))],
        _ => [node.GetPath()],
    };

    [GeneratedRegex(@"\.\w+|\[\d+\]")]
    private static partial Regex Step();
}

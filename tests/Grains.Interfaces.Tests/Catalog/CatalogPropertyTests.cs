using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>A sound catalog is read as it was written; any other document is refused with its faults, never with anything else.</summary>
public sealed class CatalogPropertyTests
{
    private const int Most = 5;

    private static readonly Gen<string> Text = Gen.String[Gen.Char["abc \u00e9\u4e2d\"\\<>\n"], 0, 12].Select(text => $"x{text}");
    private static readonly Gen<string> Id = Gen.String[Gen.Char[Alphabets.Id], 1, 64];

    private static readonly Gen<JsonObject> Sound =
        from groups in Id.Array[1, Most]
        from scopes in Gen.Select(Gen.String[Gen.Char[Alphabets.ScopeToken], 1, 128], Text, Gen.Int[0, Most - 1]).Array[1, Most]
        from capabilities in Gen.Select(Id, Text, Gen.Bool.Array[Most]).Array[0, Most]
        from topics in Gen.Select(Gen.String[Gen.Char[Alphabets.Id + "."], 1, 120], Text, Gen.Bool.Array[Most], Gen.Bool).Array[0, Most]
        select Document(groups, scopes, capabilities, topics);

    [Fact]
    public void Parse_SoundDocument_IsTheCatalog() => Sound.Sample(
        document =>
        {
            var catalog = Parse(document.ToJsonString());

            Assert.Equal(Ids(document, "groups"), catalog.Groups.Select(group => group.Id));
            Assert.Equal(Ids(document, "scopes"), catalog.Scopes.Select(scope => scope.Id.Value));
            Assert.Equal(Ids(document, "capabilities"), catalog.Capabilities.Select(capability => capability.Id.Value));
            Assert.Equal(Ids(document, "topics"), catalog.Topics.Select(topic => topic.Id.Value));
            Assert.Equal(document["scopes"]!.AsArray().Select(scope => scope!["description"]!.GetValue<string>()), catalog.Scopes.Select(scope => scope.Description));
            Assert.Equal(
                document["topics"]!.AsArray().Select(topic => string.Join(' ', topic!["requiresAnyOf"]!.AsArray())),
                catalog.Topics.Select(topic => string.Join(' ', topic.RequiresAnyOf)));
            Assert.Equal(catalog.ETag, Parse(document.ToJsonString()).ETag);
        },
        iter: 200);

    [Fact]
    public void Parse_DocumentWithACharacterAltered_IsReadOrRefusedWithItsFaults() => Gen.Select(Sound, Gen.Int[0, 100_000], Gen.Char["{}[]\",:\\ux0dn-e\0\u00e9"], Gen.Bool).Sample(
        (document, at, character, isInserted) =>
        {
            var text = document.ToJsonString();
            var place = at % text.Length;
            AssertReadOrRefused(isInserted ? text.Insert(place, character.ToString()) : $"{text[..place]}{character}{text[(place + 1)..]}");
        },
        iter: 2_000);

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"version":1,"groups":[{"id":"\udfff"}]}""")]
    [InlineData("""{"version":1,"groups":[{"\udfff":"a"}],"scopes":[{"name":"\ud800"}]}""")]
    [InlineData("""{"version":1,"groups":[],"scopes":[{"id":"s","name":"\ud800x"}],"capabilities":[],"topics":[{"id":"t","requiresAnyOf":["\udc00"]}]}""")]
    public void Parse_TextThatIsNone_IsRefusedWithItsFaults(string json) => AssertReadOrRefused(json);

    private static void AssertReadOrRefused(string json)
    {
        try
        {
            Parse(json);
        }
        catch (CatalogException refusal)
        {
            Assert.NotEmpty(refusal.Faults);
        }
    }

    private static Catalog Parse(string json) => CatalogFile.Parse("catalog.json", System.Text.Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Ids(JsonObject document, string list) => document[list]!.AsArray().Select(item => item!["id"]!.GetValue<string>());

    private static JsonObject Document(string[] groups, (string Id, string Text, int Group)[] scopes, (string Id, string Text, bool[] Scopes)[] capabilities, (string Id, string Text, bool[] Scopes, bool Always)[] topics)
    {
        groups = [.. groups.Distinct()];
        scopes = [.. scopes.DistinctBy(scope => scope.Id)];
        return new()
        {
            ["version"] = 1,
            ["groups"] = List(groups, group => new() { ["id"] = group, ["name"] = "N", ["tier"] = "standard" }),
            ["scopes"] = List(scopes, scope => new() { ["id"] = scope.Id, ["name"] = scope.Text, ["description"] = scope.Text, ["group"] = groups[scope.Group % groups.Length], ["tier"] = "standard" }),
            ["capabilities"] = List(capabilities.DistinctBy(capability => capability.Id), capability => new() { ["id"] = capability.Id, ["name"] = capability.Text, ["requiresScopes"] = Chosen(capability.Scopes) }),
            ["topics"] = List(topics.DistinctBy(topic => topic.Id), topic => new()
            {
                ["id"] = $"t{topic.Id}",
                ["object"] = "o",
                ["description"] = topic.Text,
                ["requiresAnyOf"] = topic.Always ? new JsonArray() : Chosen(topic.Scopes),
                ["alwaysSubscribed"] = topic.Always,
            }),
        };

        JsonArray Chosen(bool[] each) => [.. scopes.Zip(each).Where(pair => pair.Second).Select(pair => (JsonNode)pair.First.Id)];
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> make) => [.. items.Select(JsonNode? (item) => make(item))];
}

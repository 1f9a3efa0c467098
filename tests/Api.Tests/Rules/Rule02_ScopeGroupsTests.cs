using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>Rule 2: scopes come in two groups; names and descriptions are shown exactly as the catalog has them.</summary>
public sealed class Rule02_ScopeGroupsTests(RegistryServer server)
{
    [Fact]
    public async Task Scopes_OfTheShippedCatalog_ComeInTwoGroups()
    {
        var catalog = (await new Scene(server).Developer.GetAsync("/v1/catalog")).Is(200);
        var groups = catalog.Json.GetProperty("groups").EnumerateArray().Select(group => (group.Text("name"), group.Text("tier")));
        Assert.Equal([("People & conversation data", "standard"), ("Workspace data", "extended")], groups);
        Assert.Contains("\"People & conversation data\"", catalog.Text, StringComparison.Ordinal);

        var tiers = catalog.Json.GetProperty("groups").EnumerateArray().ToDictionary(group => group.Text("id"), group => group.Text("tier"));
        var scopes = catalog.Json.GetProperty("scopes").EnumerateArray().ToArray();
        Assert.All(scopes, scope => Assert.Equal(tiers[scope.Text("group")], scope.Text("tier")));
        Assert.Equal(17, scopes.Count(scope => scope.Text("tier") == "standard"));
        Assert.Equal(10, scopes.Count(scope => scope.Text("tier") == "extended"));
    }

    [Fact]
    public async Task NamesAndDescriptions_OfEveryEntry_AreThoseOfTheFileInItsOrder()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(CatalogFile.DefaultPath, TestContext.Current.CancellationToken));
        var shown = (await new Scene(server).Admin.GetAsync("/v1/catalog")).Is(200).Json;
        foreach (var (list, members) in new[] { ("groups", "name"), ("scopes", "name description"), ("capabilities", "name"), ("topics", "description object") })
        {
            foreach (var member in members.Split(' '))
            {
                Assert.Equal(Texts(file.RootElement, list, member), Texts(shown, list, member));
            }
        }
    }

    [Fact]
    public async Task Names_WithEveryKindOfCharacter_AreNeitherTrimmedNorChanged()
    {
        const string Name = "Größe & <b>\"Preis\"</b> \\ 'naïve' \U0001F388 日本語  (two  spaces)";
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "catalog.json");
        var catalog = JsonNode.Parse(await File.ReadAllTextAsync(CatalogFile.DefaultPath, TestContext.Current.CancellationToken))!;
        catalog["groups"]![0]!["name"] = Name;
        catalog["scopes"]![0]!["name"] = Name;
        catalog["scopes"]![0]!["description"] = Name;
        await File.WriteAllTextAsync(path, catalog.ToJsonString(), TestContext.Current.CancellationToken);
        await using var own = new RegistryServer($"--Catalog:Path={path}");
        await own.InitializeAsync();

        var shown = (await new Scene(own).Service.GetAsync("/v1/catalog")).Is(200).Json;
        Assert.Equal(Name, shown.GetProperty("groups")[0].Text("name"));
        Assert.Equal(Name, shown.GetProperty("scopes")[0].Text("name"));
        Assert.Equal(Name, shown.GetProperty("scopes")[0].Text("description"));
    }

    private static string[] Texts(JsonElement catalog, string list, string member) =>
        [.. catalog.GetProperty(list).EnumerateArray().Select(item => item.Text(member))];
}

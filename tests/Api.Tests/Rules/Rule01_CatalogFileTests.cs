using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>Rule 1: the catalog is a JSON document, an operator can point at another one, and an unsound one stops the start.</summary>
public sealed class Rule01_CatalogFileTests(RegistryServer server)
{
    [Fact]
    public async Task ShippedCatalog_Read_HasWhatTheDesignSays()
    {
        var catalog = (await new Scene(server).Service.GetAsync("/v1/catalog")).Is(200).Json;
        Assert.Equal(2, catalog.GetProperty("groups").GetArrayLength());
        Assert.Equal(27, catalog.GetProperty("scopes").GetArrayLength());
        Assert.Equal(AppDraft.CanvasKit, Assert.Single(catalog.GetProperty("capabilities").EnumerateArray()).Text("id"));
        Assert.Equal(89, catalog.GetProperty("topics").GetArrayLength());
    }

    [Fact]
    public async Task CatalogPath_OfAnotherFile_IsWhatEveryRuleGoesBy()
    {
        using var directory = new TemporaryDirectory();
        await using var own = new RegistryServer($"--Catalog:Path={Write(directory, OwnCatalog())}");
        await own.InitializeAsync();
        var scene = new Scene(own);

        Assert.True(JsonNode.DeepEquals(OwnCatalog(), JsonNode.Parse((await scene.Service.GetAsync("/v1/catalog")).Is(200).Text)));
        (await scene.PutAppAsync(new("read_tags"))).Refused(422, "unknown_scope");
        (await scene.PutAppAsync(new() { Capabilities = [AppDraft.CanvasKit] })).Refused(422, "unknown_capability");
        (await scene.PutAppAsync(new() { Topics = ["ping"] })).Refused(422, "unknown_topic");
        (await scene.PutAppAsync(new() { Topics = ["page.changed"] })).Refused(422, "topic_needs_scope");
        var installed = await scene.InstallAsync(new("pages:write") { Capabilities = ["widgets"], Topics = ["page.changed"] });
        Assert.Equal(["pages:read", "pages:write"], installed.List("effectiveScopes"));
        Assert.Equal(new() { ["hello"] = "active", ["page.changed"] = "active" }, installed.Topics);
        Assert.Equal(("granted", 1), await scene.CheckAsync("pages:write"));
        Assert.Equal(("unknown_scope", 1), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task UnsoundCatalog_StopsTheStart_WithEveryFaultListed()
    {
        var catalog = JsonNode.Parse(await File.ReadAllTextAsync(CatalogFile.DefaultPath, TestContext.Current.CancellationToken))!;
        var scopes = catalog["scopes"]!.AsArray();
        var topics = catalog["topics"]!.AsArray();
        scopes[1]!["id"] = scopes[0]!["id"]!.DeepClone();
        scopes[2]!["id"] = "write users";
        scopes[3]!["group"] = "no_such_group";
        topics[0]!["requiresAnyOf"] = new JsonArray("read_minds");
        topics[5]!["id"] = topics[4]!["id"]!.DeepClone();
        topics[7]!.AsObject().Remove("description");
        topics[9]!["id"] = "installation.created";
        catalog["capabilities"]!.AsArray().Add(catalog["capabilities"]![0]!.DeepClone());
        catalog["capabilities"]![0]!["requiresScopes"]![1] = "read_palms";
        catalog["groups"]![1]!["id"] = catalog["groups"]![0]!["id"]!.DeepClone();
        using var directory = new TemporaryDirectory();
        var path = Write(directory, catalog);

        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Development", "--urls=http://127.0.0.1:0", $"--Catalog:Path={path}");

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(path, error, StringComparison.Ordinal);
        foreach (var fault in new[]
        {
            "$.groups[1].id: ", "$.scopes[1].id: ", "$.scopes[2].id: ", "$.scopes[3].group: ", "$.capabilities[0].requiresScopes[1]: ",
            "$.capabilities[1].id: ", "$.topics[0].requiresAnyOf[0]: ", "$.topics[5].id: ", "$.topics[7]",
            "$.topics[9].id: ",
        })
        {
            Assert.Contains(error.Split('\n'), line => line.TrimStart().StartsWith(fault, StringComparison.Ordinal));
        }
    }

    private static string Write(TemporaryDirectory directory, JsonNode catalog)
    {
        var path = Path.Combine(directory.Path, "own-catalog.json");
        File.WriteAllText(path, catalog.ToJsonString());
        return path;
    }

    private static JsonNode OwnCatalog() => JsonSerializer.SerializeToNode(new
    {
        version = 1,
        groups = new[] { new { id = "pages", name = "Pages", tier = "standard" } },
        scopes = new[]
        {
            new { id = "pages:read", name = "Read pages", description = "Reads every page.", group = "pages", tier = "standard" },
            new { id = "pages:write", name = "Write pages", description = "Writes every page.", group = "pages", tier = "standard" },
        },
        capabilities = new[] { new { id = "widgets", name = "Widgets", requiresScopes = new[] { "pages:read" } } },
        topics = new object[]
        {
            new { id = "page.changed", @object = "page", description = "A page was changed.", requiresAnyOf = new[] { "pages:write" } },
            new { id = "hello", @object = "hello", description = "Is the endpoint there?", requiresAnyOf = Array.Empty<string>(), alwaysSubscribed = true },
        },
    })!;
}

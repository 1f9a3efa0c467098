using System.Text.Json;

namespace Registry.Grains.Interfaces.Tests;

public sealed class ShippedCatalogTests : IDisposable
{
    private readonly Catalog catalog = CatalogFile.Load(CatalogFile.DefaultPath);
    private readonly JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(CatalogFile.DefaultPath));

    public void Dispose() => file.Dispose();

    [Fact]
    public void Load_ShippedFile_HasEverything()
    {
        Assert.Equal(2, catalog.Groups.Length);
        Assert.Equal(27, catalog.Scopes.Length);
        Assert.Equal(89, catalog.Topics.Length);
        Assert.Single(catalog.Capabilities);
    }

    [Fact]
    public void Groups_OfShippedFile_AreTheTwoTiers() =>
        Assert.Equal(
            [("People & conversation data", "standard"), ("Workspace data", "extended")],
            catalog.Groups.Select(group => (group.Name, group.Tier)));

    [Fact]
    public void CanvasKit_OfShippedFile_RequiresItsFourScopes() =>
        Assert.Equal(
            ["read_and_list_users_and_companies", "read_conversations", "read_admins", "read_data_when_entered_into_the_app"],
            catalog.FindCapability(CapabilityId.Parse("canvas_kit"))!.RequiresScopes.Select(scope => scope.Value));

    [Fact]
    public void Ping_OfShippedFile_IsTheOnlyTopicAlwaysSubscribed()
    {
        Assert.Equal([TopicId.Parse("ping")], catalog.AlwaysSubscribedTopics);
        Assert.Empty(catalog.FindTopic(TopicId.Parse("ping"))!.RequiresAnyOf);
    }

    [Fact]
    public void Groups_OfShippedFile_ReadAsInTheFile() =>
        Assert.Equal(
            Items("groups").Select(item => (Text(item, "id"), Text(item, "name"), Text(item, "tier"))),
            catalog.Groups.Select(group => (group.Id, group.Name, group.Tier)));

    [Fact]
    public void Scopes_OfShippedFile_ReadAsInTheFile() =>
        Assert.Equal(
            Items("scopes").Select(item => (Text(item, "id"), Text(item, "name"), Text(item, "description"), Text(item, "group"), Text(item, "tier"))),
            catalog.Scopes.Select(scope => (scope.Id.Value, scope.Name, scope.Description, scope.Group, scope.Tier)));

    [Fact]
    public void Topics_OfShippedFile_ReadAsInTheFile() =>
        Assert.Equal(
            Items("topics").Select(item => (Text(item, "id"), Text(item, "object"), Text(item, "description"), List(item, "requiresAnyOf"), item.TryGetProperty("alwaysSubscribed", out var always) && always.GetBoolean())),
            catalog.Topics.Select(topic => (topic.Id.Value, topic.Object, topic.Description, string.Join(' ', topic.RequiresAnyOf), topic.AlwaysSubscribed)));

    [Fact]
    public void Capabilities_OfShippedFile_ReadAsInTheFile() =>
        Assert.Equal(
            Items("capabilities").Select(item => (Text(item, "id"), Text(item, "name"), List(item, "requiresScopes"))),
            catalog.Capabilities.Select(capability => (capability.Id.Value, capability.Name, string.Join(' ', capability.RequiresScopes))));

    [Fact]
    public void Find_EveryIdOfTheCatalog_FindsIt()
    {
        Assert.All(catalog.Scopes, scope => Assert.Same(scope, catalog.FindScope(scope.Id)));
        Assert.All(catalog.Topics, topic => Assert.Same(topic, catalog.FindTopic(topic.Id)));
        Assert.All(catalog.Capabilities, capability => Assert.Same(capability, catalog.FindCapability(capability.Id)));
    }

    [Fact]
    public void Find_IdInOtherCase_FindsNothing()
    {
        Assert.Null(catalog.FindScope(ScopeId.Parse("READ_TAGS")));
        Assert.Null(catalog.FindTopic(TopicId.Parse("Ping")));
        Assert.Null(catalog.FindCapability(CapabilityId.Parse("Canvas_Kit")));
    }

    private JsonElement.ArrayEnumerator Items(string name) => file.RootElement.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static string List(JsonElement item, string name) =>
        string.Join(' ', item.GetProperty(name).EnumerateArray().Select(scope => scope.GetString()));
}

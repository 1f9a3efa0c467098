using System.Text;
using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

public sealed class CatalogFaultTests
{
    private const string Scope = """{ "id": "read_users", "name": "N", "description": "D", "group": "people", "tier": "standard" }""";

    [Theory]
    // The document as a whole.
    [InlineData("$", "[]", "$", "is a list; it must be an object with the members version, groups, scopes, capabilities, topics")]
    [InlineData("$", "7", "$", "is a number")]
    [InlineData("$.version", null, "$", "lacks the member version; it must be the number 1")]
    [InlineData("$.version", "2", "$.version", "is '2'; this release of the registry reads version 1")]
    [InlineData("$.version", "\"1\"", "$.version", "reads version 1")]
    [InlineData("$.version", "1.5", "$.version", "reads version 1")]
    [InlineData("$.version", "null", "$.version", "reads version 1")]
    [InlineData("$.topics", null, "$", "lacks the member topics")]
    [InlineData("$.capabilities", null, "$", "lacks the member capabilities")]
    [InlineData("$.topics", "null", "$.topics", "is null")]
    [InlineData("$.scopse", "[]", "$.scopse", "is an unknown member; known here are version, groups, scopes, capabilities, topics")]
    // Groups.
    [InlineData("$.groups[2]", "\"people\"", "$.groups[2]", "is a string; it must be an object with the members id, name, tier")]
    [InlineData("$.groups[2].id", "\"peo ple\"", "$.groups[2].id", "is 'peo ple'; it must be 1 to 64 characters of A-Z a-z 0-9 _ -")]
    [InlineData("$.groups[2].id", "\"people\"", "$.groups[2].id", "repeats the group 'people' of $.groups[0].id")]
    [InlineData("$.groups[2].name", "\" \"", "$.groups[2].name", "is blank")]
    [InlineData("$.groups[2].tier", "\"\"", "$.groups[2].tier", "it must be 1 to 64 characters")]
    [InlineData("$.groups[2].colour", "1", "$.groups[2].colour", "is an unknown member; known here are id, name, tier")]
    // Scopes.
    [InlineData("$.scopes[2].id", "\"read users\"", "$.scopes[2].id", "is 'read users'; it must be a scope token (RFC 6749 section 3.3)")]
    [InlineData("$.scopes[2].id", "\"é\"", "$.scopes[2].id", "a scope token")]
    [InlineData("$.scopes[2].id", "5", "$.scopes[2].id", "is a number; it must be a string of a scope token")]
    [InlineData("$.scopes[2].id", "\"read_users\"", "$.scopes[2].id", "repeats the scope 'read_users' of $.scopes[0].id")]
    [InlineData("$.scopes[2]", Scope, "$.scopes[2].id", "repeats the scope 'read_users' of $.scopes[0].id")]
    [InlineData("$.scopes[2].name", "\"\"", "$.scopes[2].name", "is blank; it must be a string that is not blank")]
    [InlineData("$.scopes[2].name", null, "$.scopes[2]", "lacks the member name; it must be a string that is not blank")]
    [InlineData("$.scopes[2].description", "[]", "$.scopes[2].description", "is a list")]
    [InlineData("$.scopes[2].group", "\"persons\"", "$.scopes[2].group", "names the group 'persons', which the catalog does not have")]
    [InlineData("$.scopes[2].group", null, "$.scopes[2]", "lacks the member group")]
    [InlineData("$.scopes[2].tier", "\"extended\"", "$.scopes[2].tier", "is 'extended'; it must be 'standard', the tier of the group 'people'")]
    [InlineData("$.scopes[2].tier", "true", "$.scopes[2].tier", "is true")]
    // Capabilities.
    [InlineData("$.capabilities[0].id", "\"canvas/kit\"", "$.capabilities[0].id", "it must be 1 to 64 characters")]
    [InlineData("$.capabilities[0].requiresScopes", null, "$.capabilities[0]", "lacks the member requiresScopes; it must be a list of scope ids")]
    [InlineData("$.capabilities[0].requiresScopes[1]", "\"read_user\"", "$.capabilities[0].requiresScopes[1]", "names the scope 'read_user', which the catalog does not have")]
    [InlineData("$.capabilities[0].requiresScopes[1]", "\"read_users\"", "$.capabilities[0].requiresScopes[1]", "repeats the scope 'read_users' of $.capabilities[0].requiresScopes[0]")]
    // Topics.
    [InlineData("$.topics[0].id", "\"user/created\"", "$.topics[0].id", "it must be 1 to 128 characters of A-Z a-z 0-9 _ - .")]
    [InlineData("$.topics[0].id", "\"ping\"", "$.topics[1].id", "repeats the topic 'ping' of $.topics[0].id")]
    [InlineData("$.topics[0].id", "\"installation.created\"", "$.topics[0].id", "is 'installation.created'; topics that begin with 'installation.' are the registry's own")]
    [InlineData("$.topics[1].id", "\"installation.\"", "$.topics[1].id", "is 'installation.'; topics that begin with 'installation.' are the registry's own")]
    [InlineData("$.topics[0].object", "null", "$.topics[0].object", "is null")]
    [InlineData("$.topics[0].requiresAnyOf", "\"read_users\"", "$.topics[0].requiresAnyOf", "is a string; it must be a list of scope ids, empty for none")]
    [InlineData("$.topics[0].requiresAnyOf[0]", "\"Read_users\"", "$.topics[0].requiresAnyOf[0]", "names the scope 'Read_users'")]
    [InlineData("$.topics[0].requiresAnyOf[1]", "\"read_users\"", "$.topics[0].requiresAnyOf[1]", "repeats the scope 'read_users' of $.topics[0].requiresAnyOf[0]")]
    [InlineData("$.topics[0].requiresAnyOf[1]", "{}", "$.topics[0].requiresAnyOf[1]", "is an object; it must be a string of a scope token")]
    [InlineData("$.topics[0].alwaysSubscribed", "\"yes\"", "$.topics[0].alwaysSubscribed", "is a string; it must be true or false")]
    [InlineData("$.topics[0].alwaysSubscribed", "null", "$.topics[0].alwaysSubscribed", "is null; it must be true or false")]
    [InlineData("$.topics[0].alwaysSubscribed", "true", "$.topics[0].requiresAnyOf", "a topic that is always subscribed can need none")]
    public void Parse_OneFault_IsTheOnlyOneListed(string place, string? json, string location, string message)
    {
        var fault = Assert.Single(new CatalogDocument().With(place, json).Faults().Faults);

        Assert.Equal(location, fault.Location);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.groups", "{}", "$.groups", "is an object; it must be the list of the groups")]
    [InlineData("$.groups[0].id", "\"nobody\"", "$.scopes[2].group", "names the group 'people', which the catalog does not have")]
    [InlineData("$.scopes", "[]", "$.scopes", "is empty; a catalog offers at least one scope")]
    [InlineData("$.scopes", "[]", "$.topics[0].requiresAnyOf[1]", "names the scope 'read_tags', which the catalog does not have")]
    [InlineData("$.scopes[1]", null, "$.capabilities[0].requiresScopes[1]", "names the scope 'read_tags', which the catalog does not have")]
    public void Parse_FaultThatLeavesNamesWithoutObject_IsListedWithThem(string place, string? json, string location, string message) =>
        Assert.Contains(
            new CatalogDocument().With(place, json).Faults().Faults,
            fault => fault.Location == location && fault.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Parse_ManyFaults_ListsAllInTheOrderOfTheDocument()
    {
        var exception = new CatalogDocument()
            .With("$.version", "3")
            .With("$.groups[1].name", "\"\"")
            .With("$.scopes[0].id", "\"a b\"")
            .With("$.scopes[1].group", "\"nowhere\"")
            .With("$.topics[0].requiresAnyOf[1]", "\"read_all\"")
            .With("$.topics[1].description", null)
            .With("$.extra", "{}")
            .Faults();

        Assert.Equal(
            [
                "$.version",
                "$.groups[1].name",
                "$.scopes[0].id",
                "$.scopes[1].group",
                "$.capabilities[0].requiresScopes[0]", // named the scope whose id is broken
                "$.topics[0].requiresAnyOf[0]",
                "$.topics[0].requiresAnyOf[1]",
                "$.topics[1]",
                "$.extra",
            ],
            exception.Faults.Select(fault => fault.Location));
        Assert.StartsWith("The catalog catalog.json is not sound:", exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Faults, fault => Assert.Contains($"  {fault.Location}: {fault.Message}", exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("installation")]
    [InlineData("installations.created")]
    [InlineData("Installation.created")]
    [InlineData("app.installation.created")]
    public void Parse_TopicNamedAlmostLikeThoseOfTheRegistry_IsSound(string id) =>
        Assert.Equal(id, CatalogFile.Parse("catalog.json", new CatalogDocument().With("$.topics[0].id", $"\"{id}\"").Bytes).Topics[0].Id.Value);

    [Fact]
    public void Parse_TopicsBeforeScopes_FindsWhatTheyName()
    {
        var document = Encoding.UTF8.GetBytes(
            """
            { "topics": [ { "requiresAnyOf": ["s"], "description": "d", "object": "o", "id": "t" } ],
              "capabilities": [], "scopes": [ { "tier": "x", "group": "g", "description": "d", "name": "n", "id": "s" } ],
              "groups": [ { "tier": "x", "name": "n", "id": "g" } ], "version": 1 }
            """);

        Assert.Equal("s", CatalogFile.Parse("catalog.json", document).Topics[0].RequiresAnyOf[0].Value);
    }

    [Fact]
    public void Parse_MemberGivenTwice_IsAFault()
    {
        var twice = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(new CatalogDocument().Bytes).Replace("\"version\":1", "\"version\":1,\"version\":1", StringComparison.Ordinal));

        var fault = Assert.Single(Assert.Throws<CatalogException>(() => CatalogFile.Parse("catalog.json", twice)).Faults);

        Assert.Equal(new("$.version", "is given more than once; give it once."), fault);
    }

    [Theory]
    [InlineData("""{ "version": 1, "a name": 0 }""", "$['a name']")]
    [InlineData("""{ "version": 1, "\ud800": 0 }""", @"$['\ud800']")]
    [InlineData("""{ "version": 1, "": 0 }""", "$['']")]
    [InlineData("""{ "version": 1, "groups": [ { "name": "\ud800" } ] }""", "$.groups[0].name")]
    public void Parse_OddText_IsNamedInItsPlace(string json, string location)
    {
        var exception = Assert.Throws<CatalogException>(() => CatalogFile.Parse("catalog.json", Encoding.UTF8.GetBytes(json)));

        Assert.Contains(exception.Faults, fault => fault.Location == location);
    }

    [Fact]
    public void Parse_AnyValuePutAnywhere_GivesASoundCatalogOrFaults()
    {
        string[] places = [.. CatalogDocument.AllPlaces.Skip(1)];
        string?[] values = [null, "null", "true", "0", "1", "-1e400", "\"\"", "\"people\"", "\"read_users\"", "\"ping\"", "[]", "{}", "[[]]", "[\"read_tags\"]", Scope];

        Gen.Select(Gen.Int[0, places.Length - 1], Gen.Int[0, values.Length - 1]).Sample(
            (place, value) =>
            {
                var document = new CatalogDocument().With(places[place], values[value]);
                try
                {
                    AssertSound(CatalogFile.Parse("catalog.json", document.Bytes));
                }
                catch (CatalogException exception)
                {
                    Assert.NotEmpty(exception.Faults);
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Parse_AnyByteChanged_GivesASoundCatalogOrFaults()
    {
        var sound = new CatalogDocument().Bytes;

        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Sample(
            (index, value) =>
            {
                byte[] bytes = [.. sound];
                bytes[index] = value;
                try
                {
                    AssertSound(CatalogFile.Parse("catalog.json", bytes));
                }
                catch (CatalogException exception)
                {
                    Assert.NotEmpty(exception.Faults);
                }
            },
            iter: 5_000);
    }

    private static void AssertSound(Catalog catalog)
    {
        Assert.NotEmpty(catalog.Scopes);
        Assert.All(catalog.Scopes, scope => Assert.Equal(scope.Tier, catalog.Groups.Single(group => group.Id == scope.Group).Tier));
        Assert.All(catalog.Capabilities, capability => Assert.All(capability.RequiresScopes, scope => Assert.NotNull(catalog.FindScope(scope))));
        Assert.All(catalog.Topics, topic => Assert.All(topic.RequiresAnyOf, scope => Assert.NotNull(catalog.FindScope(scope))));
        Assert.All(catalog.Topics, topic => Assert.NotEqual("", topic.Id.Value));
    }
}

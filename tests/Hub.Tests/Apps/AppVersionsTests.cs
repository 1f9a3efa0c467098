namespace Registry.Hub.Tests;

/// <summary>The versions of an app.</summary>
public sealed class AppVersionsTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Versions_SayWhatWasAddedAndRemoved_InWords()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public", """{"id":"read_tags","reason":"Lists tags"},{"id":"write_tags","reason":"Sets tags"}""").Replace("[\"canvas_kit\"]", "[]", StringComparison.Ordinal).Replace("[\"company.created\"]", "[\"event.created\"]", StringComparison.Ordinal))).Refused(422, "topic_needs_scope");
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public", """{"id":"read_tags","reason":"Lists tags"},{"id":"write_tags","reason":"Sets tags"}"""))).Is(200);
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"reject","reasons":["Say more"]}""")).Is(200);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("versions"));

        var versions = developer.Page.Locator(".version");
        await Expect(versions).ToHaveCountAsync(4);
        await Expect(versions.Nth(0)).ToContainTextAsync("Version 4 · Rejected");
        await Expect(versions.Nth(0)).ToContainTextAsync("Operator ·");
        await Expect(versions.Nth(0)).ToContainTextAsync("Changed status: Submitted → Rejected");
        await Expect(versions.Nth(0)).ToContainTextAsync("Added reason of the rejection: Say more");
        await Expect(versions.Nth(2)).ToContainTextAsync($"Developer {scene.DeveloperId}");
        await Expect(versions.Nth(2)).ToContainTextAsync("Added scopes: Write tags");
        await Expect(versions.Nth(2)).ToContainTextAsync("Removed scopes: Read events");
        await Expect(versions.Nth(2)).ToContainTextAsync("Changed reason for Read tags: Shows tags → Lists tags");
        await Expect(versions.Nth(3)).ToContainTextAsync("Added topics: company.created, ping");
        await Expect(versions.Nth(3)).ToContainTextAsync("Added capabilities: Canvas Kit");
    }

    [Fact]
    public async Task Versions_ThatAreMany_ComePageByPage()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        foreach (var number in Enumerable.Range(2, 21))
        {
            (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("Fin reports", $"Name {number}", StringComparison.Ordinal))).Is(200);
        }

        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("versions"));
        await Expect(developer.Page.Locator(".version")).ToHaveCountAsync(20);
        await developer.Link("Next page").ClickAsync();
        await Expect(developer.Page.Locator(".version")).ToHaveCountAsync(2);
        await Expect(developer.Page.Locator(".version").Nth(1)).ToContainTextAsync("Version 1 · App registered");
        Assert.Equal(404, await developer.GoAsync($"{scene.Page("versions")}?after=x"));
    }
}

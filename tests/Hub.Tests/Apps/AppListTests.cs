namespace Registry.Hub.Tests;

/// <summary>The list of apps.</summary>
public sealed class AppListTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task MyApps_ShowsThoseOfTheDeveloperAlone_WithWhatMatters()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.RegisterAsync("public");
        await other.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps");

        var row = developer.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = scene.App });
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Fin reports" })).ToHaveAttributeAsync("href", scene.Page());
        await Expect(row.GetByRole(AriaRole.Cell).Nth(0)).ToHaveTextAsync("Draft");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync("Public");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(2)).ToHaveTextAsync("6");
        await Expect(developer.Page.GetByText(other.App)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MyApps_ThatAreMany_ComePageByPage(bool script)
    {
        var scene = new Scene(server);
        foreach (var number in Enumerable.Range(100, 51))
        {
            (await scene.Developer.PutAsync($"{scene.AppPath}-{number}", """{"name":"One of many","visibility":"private"}""")).Is(201);
        }

        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps", script);
        await Expect(developer.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(50);
        await developer.Link("Next page").ClickAsync();
        await Expect(developer.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await Expect(developer.Page.GetByText($"{scene.App}-150")).ToBeVisibleAsync();
        await developer.Link("Back to the first page").ClickAsync();
        await Expect(developer.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(50);
        Assert.Equal(404, await developer.GoAsync("/apps?after=no%20good"));
    }
}

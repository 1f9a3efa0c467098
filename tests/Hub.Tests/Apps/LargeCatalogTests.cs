using System.Globalization;
using System.Text.Json;

namespace Registry.Hub.Tests;

/// <summary>The Authorization settings of a platform with 500 scopes.</summary>
public sealed class LargeCatalogTests(Chromium chromium) : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private RegistryServer? server;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(directory.Path, "catalog.json");
        await File.WriteAllTextAsync(path, Catalog());
        server = new RegistryServer($"--Catalog:Path={path}");
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Authorization_OpensFiltersAndSaves()
    {
        var scene = new Scene(server!);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"Large","visibility":"private"}""")).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server!, scene.Page("authorization"));
        await developer.Page.GetByLabel("Find a scope").FillAsync("number 321");
        await Expect(developer.Page.GetByText("1 scope matches.")).ToBeVisibleAsync();
        await Expect(developer.Page.Locator(".scope-option:visible")).ToHaveCountAsync(1);
        await developer.Box("Scope number 321").CheckAsync();
        await developer.Page.GetByLabel("Find a scope").FillAsync("");
        await Expect(developer.Page.Locator(".scope-option:visible")).ToHaveCountAsync(500);
        await Expect(developer.Button("Review changes")).ToBeInViewportAsync();
        await developer.Button("Review changes").ClickAsync();
        await developer.Button("Save").ClickAsync();

        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 2.");
        Assert.Equal("scope_321", (await scene.AppAsync()).GetProperty("scopes")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Authorization_WithEveryScopeAndReason_IsSavedWithoutScript()
    {
        var scene = new Scene(server!);
        var scopes = string.Join(',', Enumerable.Range(1, 499).Select(number => $$"""{"id":"scope_{{number}}","reason":"{{new string('x', 100)}}"}"""));
        (await scene.Developer.PutAsync(scene.AppPath, $$"""{"name":"Large","visibility":"private","scopes":[{{scopes}}]}""")).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server!, scene.Page("authorization"), script: false);
        await developer.Box("Scope number 500").CheckAsync();
        await developer.Button("Review changes").ClickAsync();
        await developer.Button("Save").ClickAsync();

        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 2.");
        Assert.Equal(500, (await scene.AppAsync()).GetProperty("scopes").GetArrayLength());
    }

    private static string Catalog() => JsonSerializer.Serialize(new
    {
        version = 1,
        groups = new[] { new { id = "a", name = "First", tier = "standard" }, new { id = "b", name = "Second", tier = "extended" } },
        scopes = Enumerable.Range(1, 500).Select(number => new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"scope_{number}"),
            name = string.Create(CultureInfo.InvariantCulture, $"Scope number {number}"),
            description = "Permits something",
            group = number <= 250 ? "a" : "b",
            tier = number <= 250 ? "standard" : "extended",
        }),
        capabilities = Array.Empty<object>(),
        topics = Array.Empty<object>(),
    });
}

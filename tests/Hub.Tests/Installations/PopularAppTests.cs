using Microsoft.Data.Sqlite;

namespace Registry.Hub.Tests;

/// <summary>The pages of an app that is installed in 100,000 workspaces, on the embedded storage.</summary>
public sealed class PopularAppTests(Chromium chromium) : IAsyncLifetime
{
    private const int Many = 100_000;

    private RegistryServer? server;
    private Scene scene = null!;

    public async ValueTask InitializeAsync()
    {
        server = new RegistryServer("--Storage:Provider=Sqlite");
        await server.InitializeAsync();
        scene = new(server);
        await scene.InstallAsync();
        await MultiplyAsync();
    }

    public async ValueTask DisposeAsync() => await server!.DisposeAsync();

    [Fact]
    public async Task Installations_AreFoundPageByPage()
    {
        await using var visitor = await scene.DeveloperAtAsync(chromium, server!, scene.Page("installations"));
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(50);
        await visitor.Link("Next page").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("bulk-000050");

        Assert.Equal(200, await visitor.GoAsync($"{scene.Page("installations")}?after=bulk-099979"));
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("bulk-099980");

        // Nobody lacks it, which only all rows together tell.
        Assert.Equal(200, await visitor.GoAsync($"{scene.Page("installations")}?lacking=read_tags"));
        await Expect(visitor.Page.GetByText("Nothing fits")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ScopeLeftOut_SaysHowFarItReaches()
    {
        await using var visitor = await scene.DeveloperAtAsync(chromium, server!, scene.Page("authorization"), script: false);
        await visitor.Page.Locator("input[name=scope][value=read_tags]").UncheckAsync();
        await visitor.Button("Review changes").ClickAsync();

        await Expect(visitor.Page.Locator(".impacts")).ToContainTextAsync("at least 10,000");
    }

    [Fact]
    public async Task Webhooks_SayHowFarATopicReaches()
    {
        await using var visitor = await scene.DeveloperAtAsync(chromium, server!, scene.Page("webhooks"), script: false);

        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("The counts are those of the first 10,000 installations.");
        await Expect(visitor.Page.Locator(".topic", new() { HasText = "company.created" }).First).ToContainTextAsync("Fires in 10,000 workspaces");
    }

    // As rows only: installing one by one takes minutes, and these pages show nothing else.
    private async Task MultiplyAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server!.DataDirectory, "registry.db")};Default Timeout=60");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            WITH RECURSIVE Numbers (Number) AS (SELECT 0 UNION ALL SELECT Number + 1 FROM Numbers WHERE Number < $many - 1)
            INSERT INTO Installation (Workspace, App, Revision, Announced, Status, Scopes, Record)
            SELECT printf('bulk-%06d', Number), App, Revision, Announced, Status, Scopes, Record FROM Numbers, Installation
            WHERE Workspace = $workspace AND App = $app
            """;
        command.Parameters.AddWithValue("$many", Many);
        command.Parameters.AddWithValue("$workspace", scene.Workspace);
        command.Parameters.AddWithValue("$app", scene.App);
        Assert.Equal(Many, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}

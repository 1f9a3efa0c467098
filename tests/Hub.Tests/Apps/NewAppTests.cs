namespace Registry.Hub.Tests;

/// <summary>Registering an app.</summary>
public sealed class NewAppTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewDeveloper_FromSignInToSavedScopes_SeesThemThroughTheApi(bool script)
    {
        var scene = new Scene(server);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps", script);
        await Expect(developer.Page.GetByText("No apps yet")).ToBeVisibleAsync();
        await developer.Link("New app").ClickAsync();
        await developer.Field("App id").FillAsync(scene.App);
        await developer.Field("Name").FillAsync("Fin reports");
        await developer.Field("Workspaces").FillAsync(scene.Workspace);
        await developer.Button("Register app").ClickAsync();

        await developer.ArriveAsync(scene.Page("authorization"));
        await Expect(developer.Notice.First).ToContainTextAsync("Fin reports is registered");
        await developer.Switch("Canvas Kit").CheckAsync();
        if (!script)
        {
            // The next page that comes has the boxes checked.
            await developer.Button("Review changes").ClickAsync();
            await developer.Button("Back to editing").ClickAsync();
        }

        foreach (var forced in new[] { "Read and list users and companies", "Read conversations", "Read admins", "Read data when entered into the app" })
        {
            await Expect(developer.Box(forced)).ToBeCheckedAsync();
            await Expect(developer.Box(forced)).ToBeDisabledAsync();
        }

        await Expect(developer.Page.GetByText("Canvas Kit requires this scope").First).ToBeVisibleAsync();
        await Expect(developer.Reason("read_tags")).ToBeHiddenAsync();
        await developer.Box("Read tags").CheckAsync();
        await developer.Reason("read_tags").FillAsync("Shows tags in the report");
        await developer.Button("Review changes").ClickAsync();

        await Expect(developer.Heading("Review your changes")).ToBeVisibleAsync();
        await Expect(developer.Page.GetByText("The app is not installed anywhere yet")).ToBeVisibleAsync();
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 2.");

        var app = await scene.AppAsync();
        Assert.Equal(
            ["read_admins", "read_and_list_users_and_companies", "read_conversations", "read_data_when_entered_into_the_app", "read_tags"],
            app.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetProperty("id").GetString()));
        Assert.Equal("Shows tags in the report", app.GetProperty("scopes")[4].GetProperty("reason").GetString());
        Assert.Equal("canvas_kit", app.GetProperty("capabilities")[0].GetString());
        Assert.Equal(scene.Workspace, app.GetProperty("workspaces")[0].GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewApp_WithEveryFaultAtOnce_SaysAllBesideTheFieldsAndKeepsTheRest(bool script)
    {
        var scene = new Scene(server);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps/new", script);
        await developer.Field("App id").FillAsync("no good");
        await developer.Field("Workspaces").FillAsync("ws_fine\nws/bad");
        await developer.Switch("Canvas Kit").CheckAsync();
        await developer.Button("Register app").ClickAsync();

        await Expect(developer.Alert.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        foreach (var field in new[] { "App id", "Name", "Workspaces" })
        {
            await Expect(developer.Field(field)).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await Expect(developer.Page.Locator("#field-workspaces-faults")).ToContainTextAsync("“ws/bad” is not a workspace id");
        await Expect(developer.Field("App id")).ToHaveValueAsync("no good");
        await Expect(developer.Field("Workspaces")).ToHaveValueAsync("ws_fine\nws/bad");
        await Expect(developer.Switch("Canvas Kit")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task NewApp_WithAnIdThatIsTaken_AsksForAnotherAndChangesNothing()
    {
        var (mine, other) = (new Scene(server), new Scene(server));
        await mine.RegisterAsync();
        await other.RegisterAsync();
        await using var developer = await mine.DeveloperAtAsync(chromium, server, "/apps/new");
        foreach (var taken in new[] { mine.App, other.App, "new" })
        {
            await developer.GoAsync("/apps/new");
            await developer.Field("App id").FillAsync(taken);
            await developer.Field("Name").FillAsync("Another");
            await developer.Button("Register app").ClickAsync();
            await Expect(developer.Page.Locator("#field-app-faults")).ToContainTextAsync("Choose another.");
        }

        Assert.Equal(1, (await mine.AppAsync()).GetProperty("manifestVersion").GetInt64());
        Assert.Equal("Fin reports", (await other.AppAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task NewApp_SentTwice_IsRegisteredOnceAndBothArrive()
    {
        var scene = new Scene(server);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps/new", script: false);
        await developer.Field("App id").FillAsync(scene.App);
        await developer.Field("Name").FillAsync("Fin reports");
        var form = await FormPost.OfAsync(developer.Page, "app");

        Assert.EndsWith(scene.Page("authorization"), (await form.SendAsync())!, StringComparison.Ordinal);
        Assert.EndsWith(scene.Page("authorization"), (await form.SendAsync())!, StringComparison.Ordinal);
        Assert.Equal(1, (await scene.AppAsync()).GetProperty("manifestVersion").GetInt64());
    }

    [Fact]
    public async Task Operator_RegistersForADeveloper()
    {
        var scene = new Scene(server);
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/apps/new");
        await visitor.SignInAsOperatorAsync();
        await visitor.Field("App id").FillAsync(scene.App);
        await visitor.Field("Name").FillAsync("Fin reports");
        await visitor.Button("Register app").ClickAsync();
        await Expect(visitor.Page.Locator("#field-developer-faults")).ToContainTextAsync("Fill this in.");
        await visitor.Field("Developer id").FillAsync(scene.DeveloperId);
        await visitor.Button("Register app").ClickAsync();

        await visitor.ArriveAsync(scene.Page("authorization"));
        Assert.Equal(scene.DeveloperId, (await scene.AppAsync()).GetProperty("developer").GetString());
    }
}

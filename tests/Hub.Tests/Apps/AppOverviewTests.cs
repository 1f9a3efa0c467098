namespace Registry.Hub.Tests;

/// <summary>The first page of an app: its settings, and its suspension by an operator.</summary>
public sealed class AppOverviewTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settings_Saved_AreSeenThroughTheApiAndChangeNothingElse(bool script)
    {
        var scene = new Scene(server);
        var before = (await scene.RegisterAsync()).Json;
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page(), script);
        await developer.Field("Name").FillAsync("Fin reports 2");
        await developer.Field("Workspaces").FillAsync($"{scene.Workspace}, ws_two\nws_three");
        await developer.Button("Save settings").ClickAsync();

        await Expect(developer.Notice.First).ToHaveTextAsync("Settings saved.");
        await Expect(developer.Heading("Fin reports 2")).ToBeVisibleAsync();
        var after = await scene.AppAsync();
        Assert.Equal("Fin reports 2", after.GetProperty("name").GetString());
        Assert.Equal(3, after.GetProperty("workspaces").GetArrayLength());
        foreach (var same in new[] { "scopes", "capabilities", "webhook", "visibility", "developer" })
        {
            Assert.Equal(before.GetProperty(same).GetRawText(), after.GetProperty(same).GetRawText());
        }
    }

    [Fact]
    public async Task Settings_SentTwice_AreOneChange()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page(), script: false);
        await developer.Field("Name").FillAsync("Fin reports 2");
        var form = await FormPost.OfAsync(developer.Page, "settings");

        Assert.EndsWith(scene.Page(), (await form.SendAsync())!, StringComparison.Ordinal);
        Assert.EndsWith(scene.Page(), (await form.SendAsync())!, StringComparison.Ordinal);
        Assert.Equal(2, (await scene.AppAsync()).GetProperty("manifestVersion").GetInt64());
    }

    [Fact]
    public async Task Settings_WithFaultsAndThenStale_KeepWhatWasTyped()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page());
        await developer.Field("Name").FillAsync(" ");
        await developer.Field("Workspaces").FillAsync("no/good");
        await developer.Button("Save settings").ClickAsync();
        await Expect(developer.Alert.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(developer.Field("Workspaces")).ToHaveValueAsync("no/good");

        await developer.Field("Name").FillAsync("Mine");
        await developer.Field("Workspaces").FillAsync("ws_one");
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public"))).Is(200);
        await developer.Button("Save settings").ClickAsync();
        await Expect(developer.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await Expect(developer.Field("Name")).ToHaveValueAsync("Mine");
        await developer.Button("Save settings").ClickAsync();
        await Expect(developer.Notice.First).ToHaveTextAsync("Settings saved.");
        Assert.Equal("Mine", (await scene.AppAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task NextSteps_SayWhatIsDoneAndWhatIsNot()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"New","visibility":"private"}""")).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page());
        var steps = developer.Page.Locator(".step");

        await Expect(steps).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Pick scopes.*to do"), new("Set up the webhook.*to do"), new("Name the workspaces.*to do")]);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public"))).Is(200);
        await developer.GoAsync(scene.Page());
        await Expect(steps).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Pick scopes.*done"), new("Set up the webhook.*done"), new("Submit for review.*to do")]);
    }

    [Fact]
    public async Task Suspension_ByAnOperator_EndsEveryCheckUntilItIsLifted()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync(scene.Page());
        await visitor.SignInAsOperatorAsync();
        await visitor.Page.Locator("summary", new() { HasText = "Suspend everywhere" }).ClickAsync();
        await visitor.Button("Yes, suspend it").ClickAsync();
        await Expect(visitor.Page.Locator("#field-reason-faults")).ToHaveTextAsync("Fill this in.");
        await visitor.Field("Reason").FillAsync("Sends more than it says");
        await visitor.Page.Locator("summary", new() { HasText = "Suspend everywhere" }).ClickAsync();
        await visitor.Button("Yes, suspend it").ClickAsync();

        await Expect(visitor.Notice.First).ToHaveTextAsync("The app is suspended everywhere.");
        await Expect(visitor.Page.GetByText("Sends more than it says")).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync();
        Assert.Equal("app_suspended", await ReasonAsync(scene));
        await visitor.Page.Locator("summary", new() { HasText = "Lift the suspension" }).ClickAsync();
        await visitor.Button("Yes, lift it").ClickAsync();
        await Expect(visitor.Notice.First).ToHaveTextAsync("The suspension is lifted.");
        Assert.Equal("granted", await ReasonAsync(scene));
    }

    [Fact]
    public async Task Suspension_ByItsDeveloper_IsNotOfferedAndNotTaken()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page(), script: false);
        await Expect(developer.Page.GetByText("Suspend everywhere")).ToHaveCountAsync(0);
        await developer.Page.EvaluateAsync("() => { document.querySelector('#settings [name=_handler]').value = 'suspension'; document.querySelector('#field-name').name = 'reason'; }");
        await (await FormPost.OfAsync(developer.Page, "settings")).SendAsync();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await scene.AppAsync()).GetProperty("suspension").ValueKind);
    }

    private static async Task<string?> ReasonAsync(Scene scene) =>
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Json.GetProperty("reason").GetString();
}

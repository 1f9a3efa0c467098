namespace Registry.Hub.Tests;

/// <summary>How an operator decides about submitted apps.</summary>
public sealed class ReviewTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Approve_FromTheQueue_LetsTheAppBeInstalled()
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync();
        await OpenAsync(visitor, scene);
        await visitor.Page.GetByLabel("may be installed", new() { Exact = true }).CheckAsync();
        await visitor.Button("Send decision").ClickAsync();

        await visitor.ArriveAsync("/reviews");
        await Expect(visitor.Notice).ToContainTextAsync("is approved and can be installed");
        Assert.Equal("approved", (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Json.GetProperty("status").GetString());
        await Expect(visitor.Page.GetByText(scene.App, new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reject_WithReasons_TellsThemToTheDeveloper()
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync();
        await OpenAsync(visitor, scene);
        await visitor.Page.GetByLabel("may not be installed").CheckAsync();
        await visitor.Page.GetByLabel("Reasons for a rejection").FillAsync("Say what read_events is for\n\n<script>alert(1)</script>");
        await visitor.Button("Send decision").ClickAsync();

        await visitor.ArriveAsync("/reviews");
        var review = (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Json.GetProperty("review");
        Assert.Equal(["Say what read_events is for", "<script>alert(1)</script>"], review.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Fact]
    public async Task Decision_WithFaults_SaysWhichAndKeepsTheRest()
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync();
        await OpenAsync(visitor, scene);
        await visitor.Page.GetByLabel("Reasons for a rejection").FillAsync(new string('x', 501));
        await visitor.Button("Send decision").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Choose whether the app may be installed.");
        await Expect(visitor.Alert).ToContainTextAsync("Must be 1 to 500 characters");
        await Expect(visitor.Page.GetByLabel("Reasons for a rejection")).ToHaveValueAsync(new string('x', 501));
        await visitor.IsAccessibleAsync();
    }

    [Fact]
    public async Task Decision_AboutAVersionThatIsGone_IsNotMade()
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync();
        await OpenAsync(visitor, scene);
        (await scene.Developer.PutAsync($"{scene.AppPath}/scopes", """{"scopes":[{"id":"read_tags","reason":"x"},{"id":"read_admins"},{"id":"read_conversations"},{"id":"read_and_list_users_and_companies"},{"id":"read_data_when_entered_into_the_app"}]}""")).Is(200);
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        await visitor.Page.GetByLabel("may be installed", new() { Exact = true }).CheckAsync();
        await visitor.Button("Send decision").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        Assert.Equal("submitted", (await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("status").GetString());

        // On top of the newest state it goes through.
        await Expect(visitor.Page.GetByLabel("may be installed", new() { Exact = true })).ToBeCheckedAsync();
        await visitor.Button("Send decision").ClickAsync();
        await visitor.ArriveAsync("/reviews");
        Assert.Equal("approved", (await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Review_ShowsWhatLooksLikeTooMuch()
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync();
        await visitor.GoAsync($"/reviews/{scene.App}");

        await Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "Read events" })).ToContainTextAsync("Not needed?");
        await Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "Read events" })).ToContainTextAsync("Counts events");
        await Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "Read admins" })).ToContainTextAsync("Required by Canvas Kit");
    }

    [Theory]
    [InlineData("/reviews")]
    [InlineData("/search")]
    [InlineData("/cluster")]
    public async Task PagesOfOperators_ForADeveloper_AreRefused(string path)
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsDeveloperAsync("dev_fin");

        Assert.Equal(403, await visitor.GoAsync(path));
        await Expect(visitor.Heading("This page is not for your role")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task ReviewPages_AreAccessibleAndFit(ColorScheme scheme, int width)
    {
        var scene = await SubmittedAsync();
        await using var visitor = await OperatorAsync(scheme, width);
        foreach (var path in new[] { "/reviews", $"/reviews/{scene.App}", "/catalog" })
        {
            Assert.Equal(200, await visitor.GoAsync(path));
            await visitor.IsAccessibleAsync();
            await visitor.FitsAsync();
        }
    }

    private static async Task OpenAsync(Visitor visitor, Scene scene)
    {
        // The queue of all tests together may be longer than a page.
        await visitor.GoAsync($"/reviews/{scene.App}");
        await Expect(visitor.Heading("Your decision")).ToBeVisibleAsync();
    }

    private async Task<Scene> SubmittedAsync()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        return scene;
    }

    private async Task<Visitor> OperatorAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var visitor = await chromium.VisitAsync(server.Url, scheme: scheme, width: width);
        await visitor.SignInAsOperatorAsync();
        return visitor;
    }
}

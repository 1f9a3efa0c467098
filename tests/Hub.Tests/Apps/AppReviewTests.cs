namespace Registry.Hub.Tests;

/// <summary>Submitting an app and following its review.</summary>
public sealed class AppReviewTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submission_LacksAReason_LeadsToItAndThenGoesThrough(bool script)
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public", """{"id":"read_tags"}"""))).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("review"), script);
        await Expect(developer.Page.GetByText("1 scope lacks a reason")).ToBeVisibleAsync();
        await Expect(developer.Button("Submit for review")).ToHaveCountAsync(0);
        await developer.Page.GetByRole(AriaRole.Region, new() { Name = "Submission" }).GetByRole(AriaRole.Link, new() { Name = "Read tags" }).ClickAsync();
        await developer.ArriveAsync(scene.Page("authorization"));
        await developer.Reason("read_tags").FillAsync("Shows tags");
        await developer.Button("Review changes").ClickAsync();
        await Expect(developer.Page.GetByText("Changed reason for: Read tags")).ToBeVisibleAsync();
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Notice.First).ToContainTextAsync("Submit it for review when you are ready.");
        await developer.Link("Review").ClickAsync();
        await developer.Button("Submit for review").ClickAsync();

        await Expect(developer.Notice.First).ToHaveTextAsync("Submitted. An operator will decide about it.");
        await Expect(developer.Heading("Waiting for review")).ToBeVisibleAsync();
        Assert.Equal("submitted", (await scene.AppAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Review_ForAnOperator_DoesNotOfferToSubmit()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync(scene.Page("review"));
        await visitor.SignInAsOperatorAsync();

        await Expect(visitor.Page.GetByText("Only the developer of the app can submit it.")).ToBeVisibleAsync();
        await Expect(visitor.Button("Submit for review")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Review_Rejected_SaysWhy()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"reject","reasons":["Say what read_events is for"]}""")).Is(200);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("review"));

        await Expect(developer.Page.GetByText("Say what read_events is for")).ToBeVisibleAsync();
        await Expect(developer.Button("Submit for review")).ToBeVisibleAsync();
        await Expect(developer.Page.GetByRole(AriaRole.Region, new() { Name = "Looks like more than the app needs" })).ToContainTextAsync("Read events");
    }

    [Fact]
    public async Task Review_OfAnApprovedAndThenChangedApp_ShowsBothVersions()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Is(200);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public", """{"id":"read_tags","reason":"Shows tags"},{"id":"write_tags","reason":"Sets tags"}"""))).Is(200);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("review"));

        await Expect(developer.Page.GetByRole(AriaRole.Region, new() { Name = "Version 3 Live" })).ToContainTextAsync("6 scopes");
        var waiting = developer.Page.GetByRole(AriaRole.Region, new() { Name = "Version 4 Draft" });
        await Expect(waiting).ToContainTextAsync("Added scope: Write tags");
        await Expect(waiting).ToContainTextAsync("Removed scope: Read events");
    }

    [Fact]
    public async Task Review_OfAPrivateApp_SaysThatThereIsNone()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("review"));

        await Expect(developer.Page.GetByText("A private app needs no review")).ToBeVisibleAsync();
        await Expect(developer.Link("Review")).ToHaveCountAsync(0);
    }
}

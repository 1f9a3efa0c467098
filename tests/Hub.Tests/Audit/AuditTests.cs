namespace Registry.Hub.Tests;

/// <summary>The audit log in the Hub, and what signing in leaves there.</summary>
public sealed class AuditTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Log_OfAWorkspace_TellsWhoSignedInAndWhatWasSuspended(bool script)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url, script);
        await admin.SignInAsAdminAsync(scene.Workspace);
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Trial over"}""")).Is(200);
        await admin.Link("Audit").ClickAsync();
        await admin.ArriveAsync($"/audit/workspaces/{scene.Workspace}");

        await Expect(Rows(admin)).ToHaveCountAsync(2);
        await Expect(Rows(admin).First).ToContainTextAsync("Installation suspended");
        await Expect(Rows(admin).First).ToContainTextAsync("“Trial over”");
        await Expect(Rows(admin).Last).ToContainTextAsync("Signed in");

        await admin.Page.GetByLabel("What").SelectOptionAsync("signed_in");
        await admin.Button("Apply").ClickAsync();
        await Expect(Rows(admin)).ToHaveCountAsync(1);
        await admin.Link("Verify").ClickAsync();
        await Expect(admin.Heading("The log is whole: all 2 entries are there")).ToBeVisibleAsync();
        var head = await admin.Page.Locator("code.code-block").InnerTextAsync();

        // What was kept is what a later verification goes by.
        await admin.Page.GetByLabel("What you kept earlier").FillAsync($"9{head}");
        await admin.Button("Verify against it").ClickAsync();
        await Expect(admin.Heading("The log has been tampered with: 1 fault")).ToBeVisibleAsync();
        await admin.Page.GetByLabel("What you kept earlier").FillAsync("nonsense");
        await admin.Button("Verify against it").ClickAsync();
        await Expect(admin.Page.GetByText("Write the number of an entry and its hash")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Export_IsDownloadedByWhoeverMayReadTheLog()
    {
        var scene = new Scene(server);
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/audit/workspaces/{scene.Workspace}");

        var download = await admin.Page.RunAndWaitForDownloadAsync(() => admin.Link("Export").ClickAsync());

        Assert.Equal($"audit-workspace-{scene.Workspace}.jsonl", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        Assert.Contains("audit_exported", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInAndOut_AreInTheLogOfEachWhoDidIt()
    {
        var scene = new Scene(server);
        await using (var developer = await chromium.VisitAsync(server.Url))
        {
            await developer.SignInAsDeveloperAsync(scene.DeveloperId);
            await developer.Button("Sign out").ClickAsync();
            await Expect(developer.Notice).ToContainTextAsync("You are signed out.");
        }

        var entries = (await scene.Developer.GetAsync($"/v1/developers/{scene.DeveloperId}/audit?order=oldest")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(["signed_in", "signed_out"], entries.Select(entry => entry.GetProperty("action").GetString()));
        Assert.All(entries, entry => Assert.Equal(($"developer:{scene.DeveloperId}", "127.0.0.1"), (entry.GetProperty("actor").GetString(), entry.GetProperty("address").GetString())));
    }

    [Fact]
    public async Task Operator_OpensTheLogOfAnybody()
    {
        var scene = new Scene(server);
        await using var op = await chromium.VisitAsync(server.Url);
        await op.SignInAsOperatorAsync();
        await op.Link("Audit").ClickAsync();
        await Expect(op.Heading("Audit log of the platform")).ToBeVisibleAsync();

        await op.Page.GetByLabel("Another log").FillAsync("nobody");
        await op.Button("Open").ClickAsync();
        await Expect(op.Page.GetByText("Write workspace/ and the id of a workspace")).ToBeVisibleAsync();
        await op.Page.GetByLabel("Another log").FillAsync($"developer/{scene.DeveloperId}");
        await op.Button("Open").ClickAsync();
        await op.ArriveAsync($"/audit/developers/{scene.DeveloperId}");
        await Expect(op.Page.GetByText("Nothing yet")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Pages_AreAccessibleAndFit(ColorScheme scheme, int width)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url, scheme: scheme, width: width);
        await admin.SignInAsAdminAsync(scene.Workspace);
        var log = $"/audit/workspaces/{scene.Workspace}";
        var asOf = $"/workspaces/{scene.Workspace}/installations/{scene.App}/as-of";
        foreach (var path in new[] { log, $"{log}?verify=true", $"{log}?from=nonsense", $"{log}?actor=nobody", asOf, $"{asOf}?time=2020-01-01T00:00", $"{asOf}?time=2999-01-01T00:00", $"{asOf}?time=x" })
        {
            Assert.Equal(200, await admin.GoAsync(path));
            await admin.IsAccessibleAsync();
            await admin.FitsAsync();
        }
    }

    [Fact]
    public async Task AsOf_ATime_ShowsWhatTheAppHadThen()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        await admin.Link("As of").ClickAsync();
        await admin.ArriveAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}/as-of");

        var granted = admin.Page.Locator("dt:has-text('Permissions granted') + dd");
        await Expect(granted).ToContainTextAsync("Read events");
        await Expect(granted).Not.ToContainTextAsync("Read tags");
        await admin.Page.GetByLabel("Time (UTC)").FillAsync("2020-01-01T00:00");
        await admin.Button("Show").ClickAsync();
        await Expect(admin.Page.GetByText("Not installed yet")).ToBeVisibleAsync();
    }

    private static ILocator Rows(Visitor visitor) => visitor.Page.Locator("tbody tr");
}

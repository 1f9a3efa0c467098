namespace Registry.Hub.Tests;

/// <summary>A workspace admin from the first install to the end, as the HTTP API sees it too.</summary>
public sealed class AdminJourneyTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Admin_InstallsGrantsAndUninstalls_AndTheApiAgrees(bool script)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var admin = await chromium.VisitAsync(server.Url, script);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.ArriveAsync($"/workspaces/{scene.Workspace}");
        await admin.Link("Install the first app").ClickAsync();

        // Apps of other tests can be installed here as well.
        await admin.Page.Locator($"a.btn[href='/workspaces/{scene.Workspace}/install/{scene.App}']").ClickAsync();

        // Consent, with one permission left out.
        await Expect(admin.Heading("Install Fin reports")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByLabel("Read conversations")).ToBeDisabledAsync();
        await Expect(admin.Page.GetByLabel("Read conversations")).ToBeCheckedAsync();
        await Expect(admin.Page.GetByText("“Shows tags”")).ToBeVisibleAsync();
        await admin.Page.GetByLabel("Read tags").UncheckAsync();
        await admin.Button("Continue").ClickAsync();
        await Expect(admin.Heading("It will not be able to")).ToBeVisibleAsync();
        await admin.Button("Install Fin reports").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports is installed with 5 of 6 permissions.");

        // The API denies, and says where to find out why.
        var check = $"{scene.InstallationPath}/scopes/read_tags";
        var denied = (await scene.Service.GetAsync(check)).Is(200);
        Assert.Equal("""{"allowed":false,"reason":"scope_not_granted","revision":1}""", denied.Text);
        await admin.GoAsync(denied.Headers["Link"].Split('<', '>')[1]);
        await Expect(admin.Heading("No: Fin reports may not use “Read tags”")).ToBeVisibleAsync();
        await admin.Button("Grant Read tags").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Granted: Read tags.");
        await Expect(admin.Heading("Yes: Fin reports may use “Read tags”")).ToBeVisibleAsync();
        Assert.Equal("""{"allowed":true,"reason":"granted","revision":2}""", (await scene.Service.GetAsync(check)).Is(200).Text);

        await admin.Link("Everything that Fin reports may do here").ClickAsync();
        await admin.ArriveAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        await admin.Page.Locator("summary", new() { HasText = "Uninstall" }).ClickAsync();
        await Expect(admin.Page.GetByText("Fin reports loses 6 permissions and 2 notifications at once.")).ToBeVisibleAsync();
        await admin.Button("Uninstall Fin reports").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports is uninstalled.");
        Assert.Equal("""{"allowed":false,"reason":"not_installed","revision":3}""", (await scene.Service.GetAsync(check)).Is(200).Text);

        await admin.Link("History").ClickAsync();
        await Expect(admin.Page.Locator(".timeline-title")).ToHaveTextAsync(["Uninstalled", "Granted: Read tags", "Installed"]);
        await Expect(admin.Page.Locator(".timeline > li").First).ToContainTextAsync("6 → 0");
        await Expect(admin.Page.Locator(".timeline > li").Nth(1)).ToContainTextAsync("5 → 6");
        await admin.Link("Oldest first").ClickAsync();
        await Expect(admin.Page.Locator(".timeline-title")).ToHaveTextAsync(["Installed", "Granted: Read tags", "Uninstalled"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Admin_SwitchesScopesAndTopics_AndTheApiAgrees(bool script)
    {
        var scene = new Scene(server);
        await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("\"capabilities\": [\"canvas_kit\"]", "\"capabilities\": []", StringComparison.Ordinal)
            .Replace("read_events", "read_one_user_and_one_company", StringComparison.Ordinal));
        await scene.Admin.PutAsync(scene.InstallationPath);
        await using var admin = await chromium.VisitAsync(server.Url, script);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.Link("Fin reports").ClickAsync();

        // Revoking the one scope that the topic needs silences it.
        await Switch(admin, "Read one user and one company").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("1 notification fell silent.");
        await Expect(Switch(admin, "Read one user and one company")).ToBeCheckedAsync(new() { Checked = false });
        Assert.Equal(["read_tags"], (await scene.Service.GetAsync(scene.InstallationPath)).Strings("effectiveScopes"));
        await Expect(admin.Page.GetByText("Silent: needs")).ToBeVisibleAsync();
        await admin.Page.Locator(".mend").GetByRole(AriaRole.Button, new() { Name = "Grant Read one user and one company" }).ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("1 notification fires again.");

        await Switch(admin, "A company was created").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Switched off: ");
        await Expect(Switch(admin, "A company was created")).ToBeCheckedAsync(new() { Checked = false });
        Assert.Contains("\"state\":\"disabled\"", (await scene.Service.GetAsync(scene.InstallationPath)).Text, StringComparison.Ordinal);

        // Suspending without a reason says so and changes nothing.
        await admin.Button("Suspend").ClickAsync();
        await Expect(admin.Alert).ToContainTextAsync("Fill this in.");
        await admin.Page.GetByLabel("Why you suspend it").FillAsync("<script>alert(1)</script>");
        await admin.Button("Suspend").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports is suspended in this workspace.");
        await Expect(admin.Page.GetByText("“<script>alert(1)</script>”")).ToBeVisibleAsync();
        Assert.Contains("installation_suspended", (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Text, StringComparison.Ordinal);
        await admin.Button("Resume").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports works again.");
        Assert.Contains("granted", (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Text, StringComparison.Ordinal);
    }

    private static ILocator Switch(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Switch, new() { Name = name, Exact = true });
}

namespace Registry.Api.Tests;

/// <summary>Rule 7: the review shows scopes that no subscribed topic needs and that no installation has used.</summary>
public sealed class Rule07_OverPrivilegedTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_and_write_users", "read_events", "read_one_user_and_one_company", "read_tags", "write_tags")
    {
        Visibility = "public",
        Capabilities = [AppDraft.CanvasKit],
        Topics = ["event.created", "visitor.signed_up"],
    };

    [Fact]
    public async Task Review_BeforeAnyUse_ShowsWhatNoTopicNeeds()
    {
        var scene = new Scene(server);
        // Every scope that would do for a subscribed topic counts as needed; what a capability forces is not chosen.
        Assert.Equal(["read_tags", "write_tags"], OverPrivileged((await scene.PutAppAsync(Draft)).Is(201)));
        Assert.Equal(["read_tags", "write_tags"], OverPrivileged((await scene.SubmitAsync()).Is(200)));
    }

    [Fact]
    public async Task Topics_SubscribedAndGivenUp_MakeTheDifference()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        Assert.Equal(["read_and_write_users", "read_one_user_and_one_company", "read_tags", "write_tags"], OverPrivileged((await scene.SubscribeAsync("event.created")).Is(200)));
        Assert.Equal(["read_tags", "write_tags"], OverPrivileged((await scene.SubscribeAsync("event.created", "contact.archived")).Is(200)));
    }

    [Fact]
    public async Task Use_ByOneInstallation_TakesAScopeOffTheList()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.InstallAsync(Draft);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);

        // A denied check is no use.
        (await scene.RevokeAsync("write_tags")).Is(200);
        Assert.Equal(("scope_not_granted", 2), await scene.CheckAsync("write_tags"));
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        await UntilOverPrivilegedAsync(scene, "write_tags");

        Assert.Equal(("granted", 1), await scene.CheckAsync("write_tags", other));
        await UntilOverPrivilegedAsync(scene);
    }

    // Use is noted beside the check, not in it.
    private static async Task UntilOverPrivilegedAsync(Scene scene, params string[] expected)
    {
        IReadOnlyList<string> shown;
        var limit = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            shown = OverPrivileged((await scene.Operator.GetAsync(scene.AppPath)).Is(200));
        }
        while (!shown.SequenceEqual(expected) && limit.Elapsed < TimeSpan.FromMinutes(1));

        Assert.Equal(expected, shown);
    }

    private static IReadOnlyList<string> OverPrivileged(Answer app) => app.Json.GetProperty("review").Texts("overPrivileged");
}

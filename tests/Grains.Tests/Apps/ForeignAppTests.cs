using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Somebody else's app looks exactly like one that does not exist, whatever the conditions of the call.</summary>
public sealed class ForeignAppTests(RegistryCluster cluster)
{
    public static TheoryData<string, bool> Calls => new MatrixTheoryData<string, bool>(
        ["put", "scopes", "webhook", "submit", "review", "suspend", "resume"],
        [true, false]);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Change_OfAForeignApp_IsAnsweredAsIfThereWereNone(string call, bool anyExisting)
    {
        var foreign = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var absent = new TestApp(cluster);
        var context = TestApp.By(precondition: new(anyExisting, anyExisting ? [] : [1]), idempotency: new("key", "call")) with { Developer = absent.Developer };

        var ofForeign = Assert.IsType<AppResult.Refused>(await CallAsync(foreign, absent.Developer, call, context));
        var ofAbsent = Assert.IsType<AppResult.Refused>(await CallAsync(absent, absent.Developer, call, context));

        Assert.Equal(ofAbsent, ofForeign);
        Assert.Equal(1, LookUps(absent));
        Assert.Equal(LookUps(absent), LookUps(foreign));
        Assert.Equal(1, (await foreign.App.GetAsync(null))!.ManifestVersion);
        Assert.Null(await absent.App.GetAsync(null));
    }

    [Fact]
    public async Task Registration_RefusedBeforeTheIdWasTaken_RepeatedAfterwards_IsAnsweredAsBefore()
    {
        var test = new TestApp(cluster);
        var other = new TestApp(cluster).Developer;
        var context = TestApp.By(idempotency: new("key", "call")) with { Developer = other };
        var definition = test.Definition(ScopeId.Parse("no_such_scope")) with { Developer = other };
        var before = Assert.IsType<AppResult.Refused>(await test.App.PutAsync(definition, context));
        await test.RegisterAsync(TestApp.ReadTags);

        var after = Assert.IsType<AppResult.Refused>(await test.App.PutAsync(definition, context));

        Assert.IsType<Refusal.UnknownScopes>(before.Reason);
        Assert.IsType<Refusal.UnknownScopes>(after.Reason);
        Assert.Equal(test.Developer, (await test.App.GetAsync(null))!.Developer);
    }

    [Fact]
    public async Task Change_OfAnInstallationThatNeverWas_IsNotFoundUnderAnyCondition()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var context = TestApp.By(precondition: new(AnyExisting: true, []));

        TestApp.Refused<Refusal.NotFound>(await test.Installation.GrantScopeAsync(TestApp.ReadTags, context));
        TestApp.Refused<Refusal.NotFound>(await test.Installation.UninstallAsync(context));
        Assert.Equal(0, TestApp.Refused<Refusal.PreconditionFailed>(await test.Installation.InstallAsync(new(), context)).Revision);
    }

    [Fact]
    public async Task Change_OfAnAppThatIsInstalledElsewhere_ReadsAsMuchAsOfOneThatDoesNotExist()
    {
        var elsewhere = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var absent = new TestApp(cluster);
        var workspace = new TestApp(cluster).Workspace;
        await cluster.DeactivateAsync(elsewhere.App);
        var before = Reads(elsewhere);

        foreach (var test in new[] { elsewhere, absent })
        {
            var installation = cluster.Grains.GetInstallation(new(workspace, test.Id));
            TestApp.Refused<Refusal.NotFound>(await installation.InstallAsync(new(), TestApp.By()));
            TestApp.Refused<Refusal.NotFound>(await installation.UninstallAsync(TestApp.By()));
            Assert.IsType<OfferResult.Refused>(await installation.GetOfferAsync());
        }

        // What is known of the app here, because it is installed elsewhere, saves nothing.
        Assert.Equal(Reads(absent), Reads(elsewhere) - before);
        Assert.NotEqual(0, Reads(absent));
    }

    private int LookUps(TestApp test) => cluster.Faults.Count(JournalOwner.Of(test.Id).Value, StorageCall.FindRequest);

    private int Reads(TestApp test) => cluster.Faults.Count(test.Id.Value, StorageCall.ReadState);

    private static Task<AppResult> CallAsync(TestApp test, DeveloperId developer, string call, ChangeContext context) => call switch
    {
        "put" => test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Developer = developer }, context),
        "scopes" => test.App.SetScopesAsync([], context),
        "webhook" => test.App.SetWebhookAsync(new("https://app.example/hook", []), context),
        "submit" => test.App.SubmitAsync(context),
        "review" => test.App.ReviewAsync(new(Approve: true, []), context),
        "suspend" => test.App.SuspendAsync("Abuse", context),
        _ => test.App.ResumeAsync(context),
    };
}

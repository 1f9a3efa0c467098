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
        Assert.Equal(1, (await foreign.App.GetAsync(null))!.ManifestVersion);
        Assert.Null(await absent.App.GetAsync(null));
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

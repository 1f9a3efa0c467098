using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What an installation is said to have been at a time is what it answered then.</summary>
public sealed class AsOfTests(RegistryCluster cluster)
{
    private static readonly ScopeId[] Scopes = [TestApp.ReadTags, TestApp.WriteTags, TestApp.ReadConversations, TestApp.ReadOne];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AsOf_AnyMomentOfItsLife_IsWhatItAnsweredThen(int seed)
    {
        var random = new Random(seed);
        var test = new TestApp(cluster);
        var before = TimeProvider.System.GetUtcNow();
        await test.RegisterAsync(TestApp.ReadTags, TestApp.ReadOne);
        var answers = new List<(DateTimeOffset Time, Installation? Answer)>();
        for (var step = 0; step < 120; step++)
        {
            await ChangeAsync(test, random, step);

            // Nothing changes between the answer and the next step, so it holds at each moment in between.
            var answer = await test.Installation.GetAsync();
            answers.Add((TimeProvider.System.GetUtcNow(), answer));
        }

        await cluster.DeactivateAsync(test.Installation);
        await cluster.DeactivateAsync(test.App);

        Assert.Contains(answers, answer => answer.Answer?.Status == InstallationStatus.Suspended);
        Assert.Contains(answers, answer => answer.Answer?.Status == InstallationStatus.Uninstalled);
        foreach (var (time, answer) in answers)
        {
            Assert.Equivalent(answer, (await test.Installation.GetAsOfAsync(time))?.Installation, strict: true);
        }

        Assert.Null((await test.Installation.GetAsOfAsync(before))!.Installation);
    }

    [Fact]
    public async Task AsOf_OfWhatWasNeverInstalled_IsNothing()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);

        Assert.Null(await test.Installation.GetAsOfAsync(TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task AsOf_AHistoryOfManyPages_FindsTheInstallThatItGoesBackTo()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        var installed = (await test.Installation.GetAsync())!;
        for (var change = 0; change < 130; change++)
        {
            TestApp.Accepted(change % 2 == 0
                ? await test.Installation.RevokeScopeAsync(TestApp.WriteTags, TestApp.By("somebody else"))
                : await test.Installation.GrantScopeAsync(TestApp.WriteTags, TestApp.By("somebody else")));
        }

        var found = (await test.Installation.GetAsOfAsync(TimeProvider.System.GetUtcNow()))!.Installation!;

        Assert.Equal((131, installed.InstalledAt, installed.InstalledBy), (found.Revision, found.InstalledAt, found.InstalledBy));
    }

    private static async Task ChangeAsync(TestApp test, Random random, int step)
    {
        var by = TestApp.By($"actor {step}");
        var scope = Scopes[random.Next(Scopes.Length)];
        switch (random.Next(12))
        {
            case 0 or 1:
                await test.Installation.InstallAsync(new(), by);
                break;
            case 2:
                await test.Installation.UninstallAsync(by);
                break;
            case 3:
                await test.Installation.GrantScopeAsync(scope, by);
                break;
            case 4:
                await test.Installation.RevokeScopeAsync(scope, by);
                break;
            case 5:
                await test.Installation.SuspendAsync($"Reason {step}", by);
                break;
            case 6:
                await test.Installation.ResumeAsync(by);
                break;
            case 7:
                await test.App.SetScopesAsync([.. Scopes.Where(_ => random.Next(2) == 0).Select(each => new RequestedScope(each, "Why"))], by);
                break;
            case 8:
                await test.App.SetWebhookAsync(new("https://app.example/hook", random.Next(2) == 0 ? [TestApp.CompanyCreated] : [TestApp.Ping]), by);
                break;
            case 9:
                await (random.Next(2) == 0 ? test.App.SuspendAsync($"Reason {step}", by) : test.App.ResumeAsync(by));
                break;
            case 10:
                await (random.Next(2) == 0 ? test.Installation.DisableTopicAsync(TestApp.CompanyCreated, by) : test.Installation.EnableTopicAsync(TestApp.CompanyCreated, by));
                break;
            default:
                await PublishAsync(test, random, by);
                break;
        }
    }

    // Public, in review, approved or not, and private again: what is live differs from what is requested.
    private static async Task PublishAsync(TestApp test, Random random, ChangeContext by)
    {
        var definition = test.Definition([.. Scopes.Where(_ => random.Next(2) == 0)]);
        await test.App.PutAsync(random.Next(3) == 0 ? definition : definition with { Visibility = AppVisibility.Public, Workspaces = [] }, by);
        if (random.Next(3) > 0)
        {
            await test.App.SubmitAsync(by);
            await test.App.ReviewAsync(random.Next(3) == 0 ? new(false, ["No"]) : new(true, []), by);
        }
    }
}

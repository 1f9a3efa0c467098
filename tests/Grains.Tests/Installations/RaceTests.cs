using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Two changes at once: one wins, the other is refused; never a mix of both.</summary>
public sealed class RaceTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Changes_WithTheSamePrecondition_OneWins()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        var context = TestApp.By(precondition: new(AnyExisting: false, [1]));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => number % 2 == 0
            ? test.Installation.SetScopesAsync([TestApp.ReadTags], context)
            : test.Installation.SetScopesAsync([TestApp.WriteTags], context)));

        Assert.Single(results.OfType<InstallationResult.Accepted>());
        Assert.All(
            results.OfType<InstallationResult.Refused>(),
            refused => Assert.Equal(2, Assert.IsType<Refusal.PreconditionFailed>(refused.Reason).Revision));
        Assert.Equal(2, (await test.Installation.GetAsync())!.Revision);
    }

    [Fact]
    public async Task Changes_AtOnce_AreAllDoneOneAfterTheOther()
    {
        var scopes = cluster.Catalog.Scopes.Select(scope => scope.Id).ToArray();
        var test = await new TestApp(cluster).RegisterAsync(scopes);
        TestApp.Accepted(await test.Installation.InstallAsync(new(Scopes: []), TestApp.By()));

        var results = await Task.WhenAll(scopes.Select(scope => test.Installation.GrantScopeAsync(scope, TestApp.By())));

        Assert.Equal(Enumerable.Range(2, scopes.Length).Select(revision => (long)revision), results.Select(result => TestApp.Accepted(result).Revision).Order());
        Assert.Equal(scopes.Length, (await test.Installation.GetAsync())!.EffectiveScopes.Length);
    }

    [Fact]
    public async Task IdempotencyKey_UsedManyTimesAtOnce_ChangesOnce()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var context = TestApp.By(idempotency: new("key", "install"));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => test.Installation.InstallAsync(new(), context)));

        Assert.All(results, result => Assert.Equivalent(results[0], result, strict: true));
        Assert.Equal(1, (await test.Installation.GetAsync())!.Revision);
    }

    [Fact]
    public async Task App_RegisteredByTwoDevelopersAtOnce_BelongsToOne()
    {
        var test = new TestApp(cluster);
        var developers = Enumerable.Range(0, 10).Select(_ => DeveloperId.Parse($"dev-{Guid.NewGuid():N}")).ToArray();

        var results = await Task.WhenAll(developers.Select(developer => test.App.PutAsync(
            test.Definition() with { Developer = developer },
            TestApp.By() with { Developer = developer })));

        var winner = Assert.Single(results.OfType<AppResult.Accepted>()).App.Developer;
        Assert.All(results.OfType<AppResult.Refused>(), refused => Assert.IsType<Refusal.NotFound>(refused.Reason));
        Assert.Equal(winner, (await test.App.GetAsync(null))!.Developer);
    }
}

using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

public sealed class IdempotencyTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Key_RepeatedAfterOtherChanges_GetsTheFirstAnswer()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var context = TestApp.By(idempotency: new("revoke-1", "revoke"), precondition: new(false, [1]));
        var first = await test.Installation.RevokeScopeAsync(TestApp.ReadTags, context);
        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));
        await cluster.DeactivateAsync(test.Installation);

        var repeated = await test.Installation.RevokeScopeAsync(TestApp.ReadTags, context);

        Assert.Equivalent(first, repeated, strict: true);
        Assert.Equal(new(CheckReason.Granted, 3), await test.Installation.CheckAsync(TestApp.ReadTags));
    }

    [Fact]
    public async Task Key_OfARequestWhoseLogEntryWasLostInACrash_GetsTheFirstAnswer()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var owner = JournalOwner.Of(test.Key).Value;
        cluster.Faults.Break(owner, StorageCall.RecordRequest, Fault.Before);
        var context = TestApp.By(idempotency: new("revoke-1", "revoke"));
        var first = await test.Installation.RevokeScopeAsync(TestApp.ReadTags, context);
        await cluster.DeactivateAsync(test.Installation);
        cluster.Faults.Mend(owner, StorageCall.RecordRequest);

        Assert.Equivalent(first, await test.Installation.RevokeScopeAsync(TestApp.ReadTags, context), strict: true);

        // Also once another change has taken its place in the state.
        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.Equivalent(first, await test.Installation.RevokeScopeAsync(TestApp.ReadTags, context), strict: true);
        Assert.Equal(3, (await test.Installation.GetAsync())!.Revision);
    }

    [Fact]
    public async Task Key_UsedForAnotherRequest_IsRefused()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By(idempotency: new("key", "revoke"))));

        TestApp.Refused<Refusal.IdempotencyKeyReused>(
            await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By(idempotency: new("key", "grant"))));

        Assert.Equal(2, (await test.Installation.GetAsync())!.Revision);
    }

    [Fact]
    public async Task Key_OfARefusedRequest_GetsTheSameRefusalLater()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var context = TestApp.By(idempotency: new("grant-1", "grant"));
        TestApp.Refused<Refusal.ScopesNotRequested>(await test.Installation.GrantScopeAsync(TestApp.WriteTags, context));
        await test.RegisterAsync(TestApp.ReadTags, TestApp.WriteTags);
        await cluster.DeactivateAsync(test.Installation);

        TestApp.Refused<Refusal.ScopesNotRequested>(await test.Installation.GrantScopeAsync(TestApp.WriteTags, context));
        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.WriteTags, TestApp.By()));
    }

    [Fact]
    public async Task Key_UsedAgainAfterItsTime_GetsTheAnswerOfTheLaterFirstTry()
    {
        await using var cluster = new AgeingCluster();
        await cluster.InitializeAsync();
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var grant = TestApp.By(idempotency: new("key", "grant"));
        TestApp.Accepted(await test.Installation.InstallAsync(new(Scopes: []), TestApp.By(idempotency: new("key", "install"))));
        cluster.Clock.Advance(TimeSpan.FromHours(25));

        // Refused the first time, so also the second time, although it could be done by then.
        await test.RegisterAsync(TestApp.WriteTags);
        TestApp.Refused<Refusal.ScopesNotRequested>(await test.Installation.GrantScopeAsync(TestApp.ReadTags, grant));
        await test.RegisterAsync(TestApp.ReadTags);
        TestApp.Refused<Refusal.ScopesNotRequested>(await test.Installation.GrantScopeAsync(TestApp.ReadTags, grant));

        // And also once the next change has been made, which could have filed the older answer again.
        await cluster.DeactivateAsync(test.Installation);
        TestApp.Accepted(await test.Installation.SuspendAsync("Pause", TestApp.By()));
        TestApp.Refused<Refusal.ScopesNotRequested>(await test.Installation.GrantScopeAsync(TestApp.ReadTags, grant));
    }

    [Fact]
    public async Task Key_OfAnApp_GetsTheFirstAnswer()
    {
        var test = new TestApp(cluster);
        var context = TestApp.By(idempotency: new("put-1", "put"));
        var first = await test.App.PutAsync(test.Definition(TestApp.ReadTags), context);
        await test.RegisterAsync(TestApp.WriteTags);
        await cluster.DeactivateAsync(test.App);

        Assert.Equivalent(first, await test.App.PutAsync(test.Definition(TestApp.ReadTags), context), strict: true);
        Assert.Equal([TestApp.WriteTags], (await test.App.GetAsync(null))!.Scopes.Select(scope => scope.Id));
    }
}

using Registry.Grains.Interfaces;
using static Registry.Grains.Tests.TestTokens;

namespace Registry.Grains.Tests;

/// <summary>Access tokens of an installation: kept with it, also where storages fail and activations end.</summary>
public sealed class TokenTests(RegistryCluster cluster)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_AfterTheActivationEnded_IsAsGoodAsBefore(bool expires)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1, expires);

        await cluster.DeactivateAsync(test.Installation);

        Assert.Equal([TestApp.ReadTags], (await test.Installation.IntrospectAsync(ProofOf(1)))!.Scopes);
        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(1) with { Hash = "another" }));
        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(2)));
        Assert.Equal(expires, Assert.Single((await test.Installation.GetTokensAsync())!.Value).Expires);

        // What only some have is read only for them.
        Assert.Equal(expires ? 4 : 2, cluster.Faults.Count(test.Key.ToString(), StorageCall.ReadState));
    }

    [Fact]
    public async Task Introspection_WhileAWriteIsUnderWay_DoesNotWait()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1);
        var hang = cluster.Faults.Hang(test.Key.ToString(), StorageCall.WriteState);
        var revoke = test.Installation.RevokeTokenAsync(IdOf(1), TestApp.By());
        await Until.TrueAsync(() => cluster.Faults.Count(test.Key.ToString(), StorageCall.WriteState) == 3);

        Assert.NotNull(await test.Installation.IntrospectAsync(ProofOf(1)));
        hang.SetResult();
        await revoke;
        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Issue_StorageFailsBeforeItHappens_GivesNothing_AndMayBeRepeated(bool expires)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, Fault.Before);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => IssueAsync(test, 1, expires));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);

        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(1)));
        await IssueAsync(test, 1, expires);
        Assert.NotNull(await test.Installation.IntrospectAsync(ProofOf(1)));
    }

    [Fact]
    public async Task Refresh_StorageFailsBeforeItHappens_LeavesThePairBefore()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1, expires: true);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, Fault.Before);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => RefreshAsync(test, "refresh-1", 2));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);

        Assert.NotNull(await test.Installation.IntrospectAsync(ProofOf(1)));
        Assert.IsType<RefreshResult.Refreshed>(await RefreshAsync(test, "refresh-1", 2));
    }

    [Fact]
    public async Task Refresh_ByTwoAtOnce_IsForOneOfThem_AndRevokesBoth()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1, expires: true);

        var results = await Task.WhenAll(RefreshAsync(test, "refresh-1", 2), RefreshAsync(test, "refresh-1", 3));

        Assert.Single(results.OfType<RefreshResult.Refreshed>());
        Assert.Empty((await test.Installation.GetTokensAsync())!.Value);
    }

    [Fact]
    public async Task Tokens_AreNotInTheIndex()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1);

        var row = Assert.Single(await cluster.GetService<IInstallationIndex>().ReadByAppAsync(test.Id, new(), null, 10));

        Assert.Equal(2, row.Record!.Revision);
        Assert.Null(row.Record.Access);
    }

    [Fact]
    public async Task Tokens_BeyondTheMost_PushOutTheOldest()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        for (var number = 1; number <= 21; number++)
        {
            await IssueAsync(test, number);
        }

        Assert.Equal(20, (await test.Installation.GetTokensAsync())!.Value.Length);
        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(1)));
        Assert.NotNull(await test.Installation.IntrospectAsync(ProofOf(21)));
    }

    [Fact]
    public async Task Uninstall_EndsTokens_AlsoAfterAnInstallAnew()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await IssueAsync(test, 1);
        await IssueAsync(test, 2, expires: true);
        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        TestApp.Accepted(await test.Installation.InstallAsync(new(), TestApp.By()));

        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(1)));
        Assert.Null(await test.Installation.IntrospectAsync(ProofOf(2)));
        Assert.IsType<RefreshResult.Refused>(await RefreshAsync(test, "refresh-2", 3));
    }

    // The pair of the first token becomes that of another number.
    private static Task<RefreshResult> RefreshAsync(TestApp test, string refresh, int next) =>
        test.Installation.RefreshTokenAsync(IdOf(int.Parse(refresh["refresh-".Length..], System.Globalization.CultureInfo.InvariantCulture)), refresh, PairOf(next), TestApp.By());
}

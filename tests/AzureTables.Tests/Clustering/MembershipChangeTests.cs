using Azure;
using Orleans.Runtime;

namespace Registry.AzureTables.Tests;

/// <summary>What the suite over all providers can't show: pages, batches, lost answers, missing tables.</summary>
public sealed class MembershipChangeTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The first page has the old row; the version, which sorts behind all of these silos, comes with the second.
    [Fact]
    public async Task Read_ChangeBetweenTwoPages_IsSeenWhole()
    {
        Func<Task> change = () => throw new InvalidOperationException("There is no change yet.");
        var between = new BeforeRequest(uri => uri.Query.Contains("NextPartitionKey", StringComparison.Ordinal), () => change());
        await using var membership = await Membership.CreateAsync(azurite, between.Options());
        await membership.FillAsync(1_001, SiloStatus.Active);
        var silo = Membership.Silo("10.0.0.1:11111@1", SiloStatus.Dead);
        var first = await membership.Table.ReadRowAsync(silo.SiloAddress, Token);
        change = async () => Assert.True(await membership.Table.UpdateRowAsync(silo, first.Members[0].Item2, first.Version.Next(), Token));

        var read = await membership.ReadAsync();

        Assert.True(between.Happened);
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(SiloStatus.Dead, read.TryGet(silo.SiloAddress)!.Item1.Status);
        Assert.Equal(1_001, read.Members.Count);
    }

    [Fact]
    public async Task Cleanup_MoreThanABatch_DeletesAll()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        await membership.FillAsync(250, SiloStatus.Dead);

        await membership.Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue, Token);

        Assert.Equal(1, await membership.CountAsync());
        Assert.Equal(3, (await membership.ReadAsync()).Version.Version);
    }

    [Fact]
    public async Task Cleanup_VoteAfterTheDate_Stays()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        var silo = Membership.Silo("10.0.0.7:11111@42", SiloStatus.Dead);
        silo.AddSuspector(SiloAddress.FromParsableString("10.0.0.8:11111@43"), silo.IAmAliveTime.AddDays(2));
        Assert.True(await membership.InsertAsync(silo));

        await membership.Table.CleanupDefunctSiloEntriesAsync(new(silo.IAmAliveTime.AddDays(1)), Token);
        Assert.Single((await membership.ReadAsync()).Members);

        await membership.Table.CleanupDefunctSiloEntriesAsync(new(silo.IAmAliveTime.AddDays(3)), Token);
        Assert.Empty((await membership.ReadAsync()).Members);
    }

    [Fact]
    public async Task Delete_MoreThanABatch_DeletesAll()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        await membership.FillAsync(250, SiloStatus.Active);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => membership.Table.DeleteMembershipTableEntriesAsync(membership.ClusterId, Token)));

        Assert.Equal(0, await membership.CountAsync());
    }

    [Fact]
    public async Task Insert_AnswerIsLost_HappensOnceAndIsNotCalledASuccess()
    {
        var network = new LostAnswers();
        await using var membership = await Membership.CreateAsync(azurite, network.Options());
        var version = (await membership.ReadAsync()).Version;
        network.LoseNext();

        Assert.False(await membership.Table.InsertRowAsync(Membership.Silo("10.0.0.7:11111@42"), version.Next(), Token));

        Assert.Equal(1, network.Lost);
        var read = await membership.ReadAsync();
        Assert.Single(read.Members);
        Assert.Equal(1, read.Version.Version);
    }

    [Fact]
    public async Task Initialize_AnswerIsLost_Succeeds()
    {
        var network = new LostAnswers();
        await using var membership = await Membership.CreateAsync(azurite, network.Options());
        await membership.Table.DeleteMembershipTableEntriesAsync(membership.ClusterId, Token);
        network.LoseNext(2);

        await membership.Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);

        Assert.Equal(2, network.Lost);
        Assert.Equal(0, (await membership.ReadAsync()).Version.Version);
    }

    [Fact]
    public async Task IAmAlive_SiloThatIsNotThere_FailsAndMakesNoRow()
    {
        await using var membership = await Membership.CreateAsync(azurite);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(
            () => membership.Table.UpdateIAmAliveAsync(Membership.Silo("10.0.0.7:11111@42"), Token));

        Assert.Equal(404, fault.Status);
        Assert.Equal(1, await membership.CountAsync());
    }

    [Fact]
    public async Task Change_TableIsGone_IsAFaultAndNoLostRace()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        var version = (await membership.ReadAsync()).Version;
        await membership.Rows.DeleteAsync(Token);

        var fault = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => membership.Table.InsertRowAsync(Membership.Silo("10.0.0.7:11111@42"), version.Next(), Token));

        Assert.Equal("TableNotFound", fault.ErrorCode);
        Assert.Empty(await membership.GatewaysAsync());
        await Assert.ThrowsAnyAsync<Exception>(membership.ReadAsync);
    }

    [Fact]
    public async Task Read_NoVersionRow_Fails()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        await membership.Table.DeleteMembershipTableEntriesAsync(membership.ClusterId, Token);

        var fault = await Assert.ThrowsAsync<OrleansException>(membership.ReadAsync);

        Assert.Contains(membership.ClusterId, fault.Message, StringComparison.Ordinal);
    }
}

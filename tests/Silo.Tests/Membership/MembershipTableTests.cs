namespace Registry.Silo.Tests;

/// <summary>What Orleans relies on in a membership table, as its contract says; the same for every provider.</summary>
public abstract class MembershipTableTests(MembershipFixture storage) : IAsyncLifetime
{
    private readonly MembershipCluster cluster = new(storage);
    private TestMembership table = null!;

    public async ValueTask InitializeAsync() => table = await cluster.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Initialize_NewCluster_IsEmptyAtVersionZero()
    {
        var read = await table.ReadAllAsync();

        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
        Assert.NotEmpty(read.Version.VersionEtag);
    }

    [Fact]
    public async Task Initialize_Again_ChangesNothing()
    {
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
        var before = await table.ReadAllAsync();

        var other = await cluster.OpenAsync();

        var after = await other.ReadAllAsync();
        Assert.Equal(before.Version, after.Version);
        Assert.Single(after.Members);
    }

    [Fact]
    public async Task Initialize_WithoutTryInitTableVersion_LeavesTheVersion()
    {
        Assert.True(await table.InsertAsync(cluster.NewSilo()));

        await cluster.NewTable().InitializeAsync(tryInitTableVersion: false);

        Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task Insert_IsReadBackWithANewVersion()
    {
        var before = await table.ReadAllAsync();
        var silo = cluster.NewSilo();
        if (storage.InsertsSuspicions)
        {
            silo.AddSuspector(cluster.NewSilo().SiloAddress, MembershipCluster.Now.AddSeconds(1));
            silo.AddSuspector(cluster.NewSilo().SiloAddress, MembershipCluster.Now.AddSeconds(2));
        }

        Assert.True(await table.InsertAsync(silo, before.Version.Next()));

        var after = await table.ReadAllAsync();
        Assert.Equal(1, after.Version.Version);
        Assert.NotEqual(before.Version.VersionEtag, after.Version.VersionEtag);
        AssertSame(silo, Assert.Single(after.Members).Item1);
    }

    [Fact]
    public async Task Insert_SiloThatIsThere_IsRefused()
    {
        var silo = cluster.NewSilo();
        Assert.True(await table.InsertAsync(silo));
        silo.HostName = "other";

        Assert.False(await table.InsertAsync(silo));

        var read = await table.ReadAllAsync();
        Assert.Equal(1, read.Version.Version);
        Assert.Equal("host-7", Assert.Single(read.Members).Item1.HostName);
    }

    [Fact]
    public async Task Insert_StaleVersion_IsRefusedAndInsertsNothing()
    {
        var stale = await table.ReadAllAsync();
        Assert.True(await table.InsertAsync(cluster.NewSilo()));

        Assert.False(await table.InsertAsync(cluster.NewSilo(), stale.Version.Next()));

        var read = await table.ReadAllAsync();
        Assert.Equal(1, read.Version.Version);
        Assert.Single(read.Members);
    }

    [Fact]
    public async Task Update_IsReadBackWithANewVersion()
    {
        var silo = cluster.NewSilo();
        Assert.True(await table.InsertAsync(silo));
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
        silo.Status = SiloStatus.Active;
        silo.AddSuspector(cluster.NewSilo().SiloAddress, MembershipCluster.Now);

        Assert.True(await table.UpdateAsync(silo));

        var read = await table.ReadAllAsync();
        Assert.Equal(3, read.Version.Version);
        AssertSame(silo, read.TryGet(silo.SiloAddress)!.Item1);
        Assert.Equal(2, read.Members.Count);
    }

    [Fact]
    public async Task Update_StaleVersion_IsRefusedAndChangesNothing()
    {
        var silo = cluster.NewSilo();
        Assert.True(await table.InsertAsync(silo));
        var stale = await table.ReadAllAsync();
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
        silo.Status = SiloStatus.Dead;

        Assert.False(await table.UpdateAsync(silo, stale.TryGet(silo.SiloAddress)!.Item2, stale.Version.Next()));

        var read = await table.ReadAllAsync();
        Assert.Equal(2, read.Version.Version);
        Assert.Equal(SiloStatus.Joining, read.TryGet(silo.SiloAddress)!.Item1.Status);
    }

    [Fact]
    public async Task Update_SiloThatIsNotThere_IsRefusedAndLeavesTheVersion()
    {
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
        var read = await table.ReadAllAsync();

        Assert.False(await table.UpdateAsync(cluster.NewSilo(), read.Members[0].Item2, read.Version.Next()));

        var after = await table.ReadAllAsync();
        Assert.Equal(read.Version, after.Version);
        Assert.Single(after.Members);
    }

    [Fact]
    public async Task ReadRow_IsThatSiloAndTheVersion()
    {
        var silo = cluster.NewSilo();
        Assert.True(await table.InsertAsync(silo));
        Assert.True(await table.InsertAsync(cluster.NewSilo()));

        var read = await table.ReadRowAsync(silo.SiloAddress);

        AssertSame(silo, Assert.Single(read.Members).Item1);
        Assert.Equal((await table.ReadAllAsync()).Version, read.Version);
        silo.Status = SiloStatus.Active;
        Assert.True(await table.UpdateAsync(silo, read.Members[0].Item2, read.Version.Next()));
    }

    [Fact]
    public async Task ReadRow_NoSuchSilo_IsTheVersionAlone()
    {
        Assert.True(await table.InsertAsync(cluster.NewSilo()));

        var read = await table.ReadRowAsync(cluster.NewSilo().SiloAddress);

        Assert.Empty(read.Members);
        Assert.Equal(1, read.Version.Version);
    }

    [Fact]
    public async Task IAmAlive_ChangesThatTimeAndNothingElse()
    {
        var silo = cluster.NewSilo(SiloStatus.Active);
        Assert.True(await table.InsertAsync(silo));
        silo.AddSuspector(cluster.NewSilo().SiloAddress, MembershipCluster.Now);
        Assert.True(await table.UpdateAsync(silo));
        var before = await table.ReadAllAsync();
        var later = MembershipCluster.Now.AddMinutes(1);

        // What a silo sends of itself need not be what others made of it meanwhile.
        await table.IAmAliveAsync(new() { SiloAddress = silo.SiloAddress, Status = SiloStatus.Joining, IAmAliveTime = later });

        var after = await table.ReadAllAsync();
        Assert.Equal(before.Version, after.Version);
        silo.IAmAliveTime = later;
        AssertSame(silo, Assert.Single(after.Members).Item1);
    }

    [Fact]
    public async Task IAmAlive_BetweenAReadAndItsChange_DoesNotMakeTheChangeFail()
    {
        var silo = cluster.NewSilo(SiloStatus.Active);
        Assert.True(await table.InsertAsync(silo));
        var read = await table.ReadAllAsync();
        silo.IAmAliveTime = MembershipCluster.Now.AddMinutes(1);
        await table.IAmAliveAsync(silo);
        silo.Status = SiloStatus.Dead;

        Assert.True(await table.UpdateAsync(silo, read.TryGet(silo.SiloAddress)!.Item2, read.Version.Next()));

        Assert.Equal(SiloStatus.Dead, (await table.ReadAllAsync()).TryGet(silo.SiloAddress)!.Item1.Status);
    }

    [Fact]
    public async Task Cleanup_DeletesTheDeadThatWereLastSeenBefore()
    {
        var old = MembershipCluster.Now.AddDays(-8);
        var gone = cluster.NewSilo(SiloStatus.Dead, old);
        var fresh = cluster.NewSilo(SiloStatus.Dead);
        var active = cluster.NewSilo(SiloStatus.Active, old);
        var joining = cluster.NewSilo(SiloStatus.Joining, old);
        foreach (var silo in (MembershipEntry[])[gone, fresh, active, joining])
        {
            Assert.True(await table.InsertAsync(silo));
        }

        await table.CleanupAsync(MembershipCluster.Now.AddDays(-7));

        var left = (await table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress);
        Assert.Equal(new[] { fresh.SiloAddress, active.SiloAddress, joining.SiloAddress }.Order(), left.Order());
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
    }

    [Fact]
    public async Task Delete_RemovesThatClusterAndNoOther()
    {
        await using var second = new MembershipCluster(storage);
        var other = await second.OpenAsync();
        Assert.True(await table.InsertAsync(cluster.NewSilo()));
        Assert.True(await other.InsertAsync(second.NewSilo()));

        await table.DeleteAsync(cluster.Id);

        Assert.Single((await other.ReadAllAsync()).Members);
        var again = await cluster.OpenAsync();
        var read = await again.ReadAllAsync();
        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
    }

    [Fact]
    public async Task TwoClusters_InOneTable_StayApart()
    {
        await using var second = new MembershipCluster(storage);
        var other = await second.OpenAsync();
        var silo = cluster.NewSilo(SiloStatus.Active);
        Assert.True(await table.InsertAsync(silo));

        var read = await other.ReadAllAsync();
        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
        Assert.Empty((await other.ReadRowAsync(silo.SiloAddress)).Members);
        Assert.Empty(await (await second.OpenGatewaysAsync()).GetGatewaysAsync(TestContext.Current.CancellationToken));

        // The same address in both is two silos.
        Assert.True(await other.InsertAsync(silo, read.Version.Next()));
        silo.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateAsync(silo));
        Assert.Equal(SiloStatus.Active, Assert.Single((await other.ReadAllAsync()).Members).Item1.Status);
    }

    [Fact]
    public async Task Gateways_AreTheActiveSilosWithAPortForClients()
    {
        var gateways = await cluster.OpenGatewaysAsync();
        Assert.Empty(await gateways.GetGatewaysAsync(TestContext.Current.CancellationToken));
        var active = cluster.NewSilo(SiloStatus.Active);
        var closed = cluster.NewSilo(SiloStatus.Active);
        closed.ProxyPort = 0;
        foreach (var silo in (MembershipEntry[])[active, closed, cluster.NewSilo(SiloStatus.Joining), cluster.NewSilo(SiloStatus.Dead)])
        {
            Assert.True(await table.InsertAsync(silo));
        }

        var found = await gateways.GetGatewaysAsync(TestContext.Current.CancellationToken);

        var expected = SiloAddress.New(active.SiloAddress.Endpoint.Address, active.ProxyPort, active.SiloAddress.Generation);
        Assert.Equal(expected.ToGatewayUri(), Assert.Single(found));
        active.Status = SiloStatus.ShuttingDown;
        Assert.True(await table.UpdateAsync(active));
        Assert.Empty(await gateways.GetGatewaysAsync(TestContext.Current.CancellationToken));
    }

    private static void AssertSame(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(expected.SiloAddress, actual.SiloAddress);
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.ProxyPort, actual.ProxyPort);
        Assert.Equal(expected.HostName, actual.HostName);
        Assert.Equal(expected.SiloName, actual.SiloName);
        Assert.Equal(expected.StartTime, actual.StartTime);
        Assert.Equal(expected.IAmAliveTime, actual.IAmAliveTime);
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
    }
}

using Azure.Data.Tables;
using Orleans.Runtime;

namespace Registry.AzureTables.Tests;

/// <summary>How the membership lies in the table: what the Orleans package reads, and what it wrote.</summary>
public sealed class MembershipLayoutTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Insert_RowIsAllStrings()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        var silo = Membership.Silo("10.0.0.7:11111@42");
        silo.RoleName = "registry";
        silo.UpdateZone = 2;
        silo.FaultZone = 3;
        silo.AddSuspector(SiloAddress.FromParsableString("10.0.0.8:11112@43"), new(2026, 11, 23, 15, 10, 0, DateTimeKind.Utc));
        silo.AddSuspector(SiloAddress.FromParsableString("10.0.0.9:11113@44"), new(2026, 11, 23, 15, 10, 1, 250, DateTimeKind.Utc));

        Assert.True(await membership.InsertAsync(silo));

        AssertRow(await membership.RowAsync("10.0.0.7-11111-42"), new()
        {
            ["DeploymentId"] = membership.ClusterId,
            ["Address"] = "10.0.0.7",
            ["Port"] = "11111",
            ["Generation"] = "42",
            ["HostName"] = "host-7",
            ["Status"] = "Active",
            ["ProxyPort"] = "30000",
            ["RoleName"] = "registry",
            ["SiloName"] = "silo-7",
            ["InstanceName"] = "silo-7",
            ["UpdateZone"] = "2",
            ["FaultZone"] = "3",
            ["SuspectingSilos"] = "10.0.0.8:11112@43|10.0.0.9:11113@44",
            ["SuspectingTimes"] = "2026-11-23 15:10:00.000 GMT|2026-11-23 15:10:01.250 GMT",
            ["StartTime"] = "2026-11-23 15:08:15.672 GMT",
            ["IAmAliveTime"] = "2026-11-23 15:09:00.005 GMT",
        });
        AssertRow(await membership.RowAsync("VersionRow"), new() { ["DeploymentId"] = membership.ClusterId, ["MembershipVersion"] = "1" });
        Assert.Equal(2, await membership.CountAsync());
    }

    [Fact]
    public async Task IAmAlive_ChangesOneProperty()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        var silo = Membership.Silo("10.0.0.7:11111@42");
        Assert.True(await membership.InsertAsync(silo));
        var before = await membership.RowAsync("10.0.0.7-11111-42");

        await membership.Table.UpdateIAmAliveAsync(
            new() { SiloAddress = silo.SiloAddress, IAmAliveTime = new(2026, 12, 24, 1, 2, 3, DateTimeKind.Utc) },
            Token);

        before["IAmAliveTime"] = "2026-12-24 01:02:03.000 GMT";
        AssertRow(await membership.RowAsync("10.0.0.7-11111-42"), Strings(before));
    }

    [Fact]
    public async Task Insert_IPv6_IsReadBack()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        var silo = Membership.Silo("fd00::7:11111@42");
        silo.AddSuspector(SiloAddress.FromParsableString("fd00::8:11111@43"), silo.StartTime);

        Assert.True(await membership.InsertAsync(silo));

        Assert.Equal("fd00::7", (await membership.RowAsync("fd00::7-11111-42")).GetString("Address"));
        var read = Assert.Single((await membership.ReadAsync()).Members).Item1;
        Assert.Equal(silo.SiloAddress, read.SiloAddress);
        Assert.Equal(silo.SuspectTimes, read.SuspectTimes);
        Assert.Equal("gwy.tcp://[fd00::7]:30000/42", Assert.Single(await membership.GatewaysAsync()).ToString());
    }

    [Fact]
    public async Task Read_RowsOfTheOrleansPackage_AreUnderstoodAndWrittenOn()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        await membership.Rows.AddEntityAsync(
            new TableEntity(membership.ClusterId, "10.0.0.7-11111-42")
            {
                ["DeploymentId"] = membership.ClusterId,
                ["Address"] = "10.0.0.7",
                ["Port"] = "11111",
                ["Generation"] = "42",
                ["HostName"] = "host-7",
                ["Status"] = "Active",
                ["ProxyPort"] = "30000",
                ["InstanceName"] = "old-name",
                ["UpdateZone"] = "0",
                ["FaultZone"] = "0",
                ["SuspectingSilos"] = "",
                ["SuspectingTimes"] = "",
                ["StartTime"] = "2026-11-23 15:08:15.672 GMT",
            },
            Token);

        var silo = Assert.Single((await membership.ReadAsync()).Members).Item1;
        Assert.Equal(SiloAddress.FromParsableString("10.0.0.7:11111@42"), silo.SiloAddress);
        Assert.Equal(SiloStatus.Active, silo.Status);
        Assert.Equal("old-name", silo.SiloName);
        Assert.Empty(silo.SuspectTimes ?? []);
        Assert.Equal(new DateTime(2026, 11, 23, 15, 8, 15, 672), silo.StartTime);
        Assert.Equal(default, silo.IAmAliveTime);
        Assert.Equal("gwy.tcp://10.0.0.7:30000/42", Assert.Single(await membership.GatewaysAsync()).ToString());

        silo.Status = SiloStatus.Dead;
        Assert.True(await membership.UpdateAsync(silo));
        Assert.Equal(SiloStatus.Dead, Assert.Single((await membership.ReadAsync()).Members).Item1.Status);
    }

    // Since 10.3 the Orleans packages keep two copies of the version row, around all silo rows; they accept a table whose
    // writers do not.
    [Fact]
    public async Task Read_CopiesOfTheVersionRow_AreNoSilos()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        foreach (var key in (string[])["!Start", "~End"])
        {
            await membership.Rows.AddEntityAsync(
                new TableEntity(membership.ClusterId, key) { ["DeploymentId"] = membership.ClusterId, ["MembershipVersion"] = "0", ["Status"] = "Active" },
                Token);
        }

        Assert.True(await membership.InsertAsync(Membership.Silo("10.0.0.7:11111@42")));

        Assert.Single((await membership.ReadAsync()).Members);
        Assert.Single(await membership.GatewaysAsync());
        await membership.Table.DeleteMembershipTableEntriesAsync(membership.ClusterId, Token);
        Assert.Equal(0, await membership.CountAsync());
    }

    [Fact]
    public async Task Read_SpoiltRow_IsPassedOver()
    {
        await using var membership = await Membership.CreateAsync(azurite);
        await membership.Rows.AddEntityAsync(
            new TableEntity(membership.ClusterId, "spoilt") { ["Status"] = "Active", ["ProxyPort"] = "30000", ["Address"] = "nowhere" },
            Token);

        Assert.True(await membership.InsertAsync(Membership.Silo("10.0.0.7:11111@42")));

        Assert.Single((await membership.ReadAsync()).Members);
        Assert.Single(await membership.GatewaysAsync());
    }

    private static void AssertRow(TableEntity row, SortedDictionary<string, object> expected) => Assert.Equal(expected, Strings(row));

    private static SortedDictionary<string, object> Strings(TableEntity row) => new(StateStore.Properties(row).ToDictionary(name => name, name => row[name]));
}

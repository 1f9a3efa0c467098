using Microsoft.Extensions.DependencyInjection;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>What the silo does by itself.</summary>
public sealed class BackgroundWorkTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Start_RowsLeftMarked_AreBroughtInLineWithTheState()
    {
        // More than a page of changes that a crash cut short: every third before the state was written, the others after it.
        var keys = Enumerable.Range(0, 450).Select(_ => Sample.Key()).ToArray();
        await using (var host = await RegistryHost.StartSqliteAsync(directory.Path))
        {
            await Task.WhenAll(keys.Select((key, i) => LeaveHalfDoneAsync(host, key, hasState: i % 3 != 0)));
        }

        await using var again = await StartWithRepairAsync();
        await Until.TrueAsync(async () => (await again.Index.ReadMarkedAsync(null, 1)).IsEmpty);

        for (var i = 0; i < keys.Length; i++)
        {
            var rows = await again.Index.ReadByAppAsync(keys[i].App, new(), null, 10);
            Assert.Equal(i % 3 == 0 ? null : 2, rows.SingleOrDefault()?.Record?.Revision);
        }
    }

    [Fact]
    public async Task Run_RowsLeftMarkedByAnOutage_AreBroughtInLineWithTheState()
    {
        await using (var first = await RegistryHost.StartSqliteAsync(directory.Path))
        {
            await LeaveHalfDoneAsync(first, Sample.Key(), hasState: true);
        }

        await using var host = await StartWithRepairAsync(("Storage:CleanupInterval", "00:00:01"));
        await Until.TrueAsync(async () => (await host.Index.ReadMarkedAsync(null, 1)).IsEmpty);

        // Sorted before the row above, so that the repair after the start has gone past them.
        var (written, notWritten) = (Sample.Key() with { Workspace = WorkspaceId.Parse("a") }, Sample.Key() with { Workspace = WorkspaceId.Parse("a") });
        await LeaveHalfDoneAsync(host, written, hasState: true);
        await LeaveHalfDoneAsync(host, notWritten, hasState: false);

        await Until.TrueAsync(async () => (await host.Index.ReadMarkedAsync(null, 1)).IsEmpty);

        Assert.Equal(2, Assert.Single(await host.Index.ReadByAppAsync(written.App, new(), null, 10)).Record?.Revision);
        Assert.Empty(await host.Index.ReadByAppAsync(notWritten.App, new(), null, 10));
    }

    [Fact]
    public async Task Run_LogFile_IsEmptiedNowAndThen()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:CleanupInterval", "00:00:01"));
        await host.Journal.AppendAsync(Sample.Owner(), new(1, new byte[1_000_000]));

        await Until.TrueAsync(() => new FileInfo(directory.Database + "-wal") is { Exists: true, Length: 0 });
    }

    [Fact]
    public async Task Run_ExpiredRequests_AreDeletedAndOthersKept()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:CleanupInterval", "00:00:01"));
        var owner = Sample.Owner();
        var expired = Enumerable.Range(0, 1200).Select(i => $"expired {i}").ToArray();
        await host.Requests.RecordAsync(owner, Request("kept", DateTimeOffset.MaxValue));
        await Task.WhenAll(expired.Select(key => host.Requests.RecordAsync(owner, Request(key, DateTimeOffset.UnixEpoch))));

        foreach (var key in expired)
        {
            await Until.TrueAsync(async () => await host.Requests.FindAsync(owner, key) is null);
        }

        Assert.NotNull(await host.Requests.FindAsync(owner, "kept"));
    }

    [Fact]
    public async Task Start_OpenQueues_AreCountedForTheLimitOfEach()
    {
        await using (var host = await RegistryHost.StartSqliteAsync(directory.Path))
        {
            await host.Deliveries.AddAsync([Sample.Event(Sample.Workspace(), 1, Enumerable.Range(0, 10).Select(_ => Sample.App()))], DateTimeOffset.MaxValue);
        }

        await using var again = await RegistryHost.StartSqliteAsync(directory.Path, ("Deliveries:MaxPendingInAll", "1000"));

        await Until.TrueAsync(() => again.Services.GetRequiredService<PendingLimit>().PerInstallation == 100);
    }

    private Task<RegistryHost> StartWithRepairAsync(params (string Key, string Value)[] settings) => RegistryHost.StartAsync(
        services => services.AddHostedService<MarkedRowRepair>(),
        [("Storage:Path", directory.Path), .. settings]);

    private static async Task LeaveHalfDoneAsync(RegistryHost host, InstallationKey key, bool hasState)
    {
        await host.Index.MarkAsync(key, 2);
        if (hasState)
        {
            var state = new GrainState<State>(new() { Record = Sample.Record(2) });
            await host.State.WriteStateAsync("installation", GrainId.Create("installation", key.ToString()), state);
        }
    }

    private static RecordedRequest Request(string key, DateTimeOffset expiresAt) =>
        new() { Key = key, Fingerprint = "", Answer = [], ExpiresAt = expiresAt };
}

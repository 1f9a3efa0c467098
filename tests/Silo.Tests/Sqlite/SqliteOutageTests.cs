using System.Text;
using Microsoft.Data.Sqlite;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>A storage that can't take writes for a while: callers are told, nothing is half-written, and afterwards it works again.</summary>
public sealed class SqliteOutageTests : IAsyncLifetime
{
    private readonly TempDirectory directory = new();
    private readonly InstallationKey key = Sample.Key();
    private readonly GrainId id;
    private readonly GrainState<State> state = new(new());
    private RegistryHost? host;

    public SqliteOutageTests() => id = GrainId.Create("installation", key.ToString());

    private RegistryHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:BusyTimeout", "00:00:00.2"));
        await WriteEverythingAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Write_FileLockedByAnotherProgram_IsUnavailableAndChangesNothing()
    {
        using (var other = OpenByHand())
        {
            new SqliteStatement("BEGIN EXCLUSIVE").Execute(other);

            await AssertEveryWriteFailsUnchangedAsync();
            await AssertEverythingIsAsync(1);
        }

        await WriteEverythingAsync(2);
        await AssertEverythingIsAsync(2);
        await Host.Probe.ProbeAsync();
    }

    [Fact]
    public async Task Write_NoRoomInTheFile_IsUnavailableAndChangesNothing()
    {
        using (var connection = Host.Database.Source.Open())
        {
            // A limit of the connection, which goes back to the pool with it: only this connection is idle there.
            new SqliteStatement("PRAGMA max_page_count = 1").Execute(connection);
        }

        var big = new byte[1_000_000];
        var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => Host.Journal.AppendAsync(JournalOwner.Of(key), new(9, big)));

        Assert.False(failure.MayHaveChanged);
        await AssertEverythingIsAsync(1);
    }

    [Fact]
    public async Task Write_FileMovedAway_IsUnavailableUntilItIsBack()
    {
        // Open connections would go on with the file that was moved, or even deleted.
        File.Move(directory.Database, directory.Database + ".away");

        await AssertEveryWriteFailsUnchangedAsync();
        Assert.False(File.Exists(directory.Database));

        File.Move(directory.Database + ".away", directory.Database);
        await AssertEverythingIsAsync(1);
        await WriteEverythingAsync(2);
        await AssertEverythingIsAsync(2);
        await Host.Probe.ProbeAsync();
    }

    internal async Task AssertEveryWriteFailsUnchangedAsync()
    {
        Func<Task>[] writes =
        [
            () => WriteStateAsync(2),
            () => Host.Index.MarkAsync(key, 2),
            () => Host.Index.CompleteAsync(key, Sample.Record(2)),
            () => Host.Index.ReleaseAsync(key, Sample.Record(2)),
            () => AppendAsync(2),
            () => Host.Apps.AddAsync(key.App, DeveloperId.Parse("dev_2")),
            () => Host.Requests.RecordAsync(JournalOwner.Of(key), Request(2)),
            () => Host.Requests.DeleteExpiredAsync(DateTimeOffset.MaxValue, 10),
            Host.Probe.ProbeAsync,
        ];
        foreach (var write in writes)
        {
            var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(write);
            Assert.False(failure.MayHaveChanged);
        }
    }

    private async Task WriteEverythingAsync(int revision)
    {
        await Host.Index.MarkAsync(key, revision);
        await WriteStateAsync(revision);
        await Host.Index.CompleteAsync(key, Sample.Record(revision));
        await AppendAsync(revision);
        await Host.Apps.AddAsync(key.App, DeveloperId.Parse($"dev_{revision}"));
        await Host.Requests.RecordAsync(JournalOwner.Of(key), Request(revision));
    }

    private async Task AssertEverythingIsAsync(int revision)
    {
        Sample.AssertSame(Sample.Record(revision), (await ReadStateAsync()).Record);

        var row = Assert.Single(await Host.Index.ReadByAppAsync(key.App, new(), null, 10));
        Assert.False(row.IsMarked);
        Sample.AssertSame(Sample.Record(revision), row.Record);

        var entries = await Host.Journal.ReadAsync(JournalOwner.Of(key), newestFirst: false, null, 10);
        Assert.Equal(Enumerable.Range(1, revision).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Equal([key.App], await Host.Apps.ReadAsync(DeveloperId.Parse($"dev_{revision}"), null, 10));
        Assert.Equal($"print {revision}", (await Host.Requests.FindAsync(JournalOwner.Of(key), "key"))?.Fingerprint);
    }

    private Task WriteStateAsync(int revision)
    {
        state.State = new() { Record = Sample.Record(revision) };
        return Host.State.WriteStateAsync("installation", id, state);
    }

    private async Task<State> ReadStateAsync()
    {
        var read = new GrainState<State>(new());
        await Host.State.ReadStateAsync("installation", id, read);
        return read.State!;
    }

    private Task AppendAsync(int sequence) =>
        Host.Journal.AppendAsync(JournalOwner.Of(key), new(sequence, Encoding.UTF8.GetBytes($"entry {sequence}")));

    private static RecordedRequest Request(int revision) =>
        new() { Key = "key", Fingerprint = $"print {revision}", Answer = [1], ExpiresAt = DateTimeOffset.UnixEpoch };

    private SqliteConnection OpenByHand()
    {
        var connection = new SqliteConnection($"Data Source={directory.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}

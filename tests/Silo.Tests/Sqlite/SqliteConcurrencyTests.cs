using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>Many writers at once, and what is on disk afterwards.</summary>
public sealed class SqliteConcurrencyTests : IDisposable
{
    private const int Writers = 64;
    private const int Changes = 50;

    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Write_ManyWritersAtOnce_AllSucceedAndNothingIsLost()
    {
        var keys = Enumerable.Range(0, Writers).Select(_ => Sample.Key()).ToArray();
        await using (var host = await RegistryHost.StartSqliteAsync(directory.Path))
        {
            await Task.WhenAll(keys.Select(key => Task.Run(() => ChangeManyTimesAsync(host, key))));
        }

        // After a restart: what counts is what is on disk.
        await using var again = await RegistryHost.StartSqliteAsync(directory.Path);
        foreach (var key in keys)
        {
            var state = new GrainState<State>(new());
            await again.State.ReadStateAsync("installation", Id(key), state);
            Assert.Equal(Changes, state.State!.Record?.Revision);

            var row = Assert.Single(await again.Index.ReadByAppAsync(key.App, new(), null, 10));
            Assert.False(row.IsMarked);
            Assert.Equal(Changes, row.Record?.Revision);

            var entries = await again.Journal.ReadAsync(JournalOwner.Of(key), newestFirst: false, null, 1000);
            Assert.Equal(Enumerable.Range(1, Changes).Select(revision => (long)revision), entries.Select(entry => entry.Sequence));
        }
    }

    [Fact]
    public async Task Read_WhileAnotherWrites_DoesNotWait()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path);
        var key = Sample.Key();
        await host.Index.CompleteAsync(key, Sample.Record(1));

        using (await host.Database.Gate.EnterAsync())
        {
            var write = host.Index.CompleteAsync(key, Sample.Record(2));

            var row = Assert.Single(await host.Index.ReadByAppAsync(key.App, new(), null, 10));
            Assert.Equal(1, row.Record?.Revision);
            var state = new GrainState<State>(new());
            await host.State.ReadStateAsync("installation", Id(key), state);

            Assert.False(write.IsCompleted);
        }
    }

    [Fact]
    public async Task Write_TurnDoesNotComeInTime_IsUnavailableAndNotDoneLater()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:BusyTimeout", "00:00:00.2"));
        var key = Sample.Key();

        using (await host.Database.Gate.EnterAsync())
        {
            Task[] writes = [host.Index.MarkAsync(key, 1), host.Journal.AppendAsync(JournalOwner.Of(key), new(1, new byte[1])), WriteStateAsync(host, key, new(new()), 1)];
            foreach (var write in writes)
            {
                var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => write);
                Assert.False(failure.MayHaveChanged);
            }
        }

        await host.Probe.ProbeAsync();
        Assert.Empty(await host.Index.ReadByAppAsync(key.App, new(), null, 10));
        Assert.Empty(await host.Journal.ReadAsync(JournalOwner.Of(key), newestFirst: true, null, 10));
    }

    [Fact]
    public async Task Write_QueuedWhileAnEarlierOneWaits_HasItsOwnTimeToWait()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:BusyTimeout", "00:00:01"));
        var writes = new List<Task>();

        using (await host.Database.Gate.EnterAsync())
        {
            while (writes is not [{ IsCompleted: true }, ..])
            {
                writes.Add(host.Index.MarkAsync(Sample.Key(), 1));
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        // The very last one may have come when the first had failed already.
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => writes[0]);
        await writes[^2];
    }

    private static async Task ChangeManyTimesAsync(RegistryHost host, InstallationKey key)
    {
        var state = new GrainState<State>(new());
        for (var revision = 1; revision <= Changes; revision++)
        {
            await host.Index.MarkAsync(key, revision);
            await WriteStateAsync(host, key, state, revision);
            await Task.WhenAll(
                host.Index.CompleteAsync(key, Sample.Record(revision)),
                host.Journal.AppendAsync(JournalOwner.Of(key), new(revision, new byte[10])));
        }
    }

    private static Task WriteStateAsync(RegistryHost host, InstallationKey key, GrainState<State> state, int revision)
    {
        state.State = new() { Record = Sample.Record(revision) };
        return host.State.WriteStateAsync("installation", Id(key), state);
    }

    private static GrainId Id(InstallationKey key) => GrainId.Create("installation", key.ToString());
}

using Registry.Grains;
using Registry.Grains.Interfaces;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>A disk that is really full.</summary>
public sealed class SqliteFullDiskTests : IDisposable
{
    private readonly SmallDisk? disk = SmallDisk.TryMount("4m");
    private readonly GrainId id = GrainId.Create("installation", Sample.Key().ToString());
    private readonly JournalOwner owner = Sample.Owner();

    public void Dispose() => disk?.Dispose();

    [Fact]
    public async Task Write_DiskFull_IsUnavailableAndChangesNothingAndWorksAgainWithRoom()
    {
        Assert.SkipWhen(disk is null, "Needs the right to mount a file system.");
        await using (var host = await RegistryHost.StartSqliteAsync(disk.Path))
        {
            var state = new GrainState<State>(new());
            await WriteStateAsync(host, state, 1);

            disk.Fill();
            var (acknowledged, failures) = await AppendUntilFullAsync(host);
            var failure = await WriteUntilFullAsync(host, state);
            failures.Add(failure);

            Assert.All(failures, each => Assert.False(each.MayHaveChanged));
            await AssertEntriesAsync(host, acknowledged);
            Assert.Equal(state.ETag, (await ReadStateAsync(host)).ETag);
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => host.Journal.AppendAsync(owner, new(1_000_001, new byte[100_000])));

            disk.MakeRoom();
            await WriteStateAsync(host, state, 1000);
            await host.Journal.AppendAsync(owner, new(1_000_000, new byte[1]));
            await host.Probe.ProbeAsync();
            await AssertEntriesAsync(host, [.. acknowledged, 1_000_000]);
            Sample.AssertSame(Sample.Record(1000), (await ReadStateAsync(host)).State!.Record);
        }

        // What SQLite itself finds in the file after all that.
        using var database = TestDatabase.Open(disk.Path, TimeSpan.FromSeconds(1));
        using var connection = database.Source.Open();
        using var check = new SqliteStatement("PRAGMA integrity_check").CreateCommand(connection);
        Assert.Equal("ok", check.ExecuteScalar());
    }

    [Fact]
    public void Open_DiskFull_IsRefused()
    {
        Assert.SkipWhen(disk is null, "Needs the right to mount a file system.");
        disk.Fill();

        var refusal = Assert.Throws<StorageStartupException>(() => TestDatabase.Open(disk.Path, TimeSpan.FromSeconds(1)));

        Assert.Contains(disk.Path, refusal.Message);
        disk.MakeRoom();
        TestDatabase.Open(disk.Path, TimeSpan.FromSeconds(1)).Dispose();
    }

    private async Task<(List<long> Acknowledged, List<RegistryUnavailableException> Failures)> AppendUntilFullAsync(RegistryHost host)
    {
        // The log file has some room of its own before it has to grow.
        var acknowledged = new List<long>();
        var failures = new List<RegistryUnavailableException>();
        for (var sequence = 1; failures.Count < 3; sequence++)
        {
            try
            {
                await host.Journal.AppendAsync(owner, new(sequence, new byte[20_000]));
                acknowledged.Add(sequence);
            }
            catch (RegistryUnavailableException failure)
            {
                failures.Add(failure);
            }
        }

        return (acknowledged, failures);
    }

    private async Task<RegistryUnavailableException> WriteUntilFullAsync(RegistryHost host, GrainState<State> state)
    {
        for (var revision = 2; ; revision++)
        {
            try
            {
                await WriteStateAsync(host, state, revision);
            }
            catch (RegistryUnavailableException failure)
            {
                return failure;
            }
        }
    }

    private async Task AssertEntriesAsync(RegistryHost host, List<long> expected)
    {
        var entries = await host.Journal.ReadAsync(owner, newestFirst: false, null, 10_000);
        Assert.Equal(expected, entries.Select(entry => entry.Sequence));
    }

    private Task WriteStateAsync(RegistryHost host, GrainState<State> state, int revision)
    {
        state.State = new() { Record = Sample.Record(revision) };
        return host.State.WriteStateAsync("installation", id, state);
    }

    private async Task<GrainState<State>> ReadStateAsync(RegistryHost host)
    {
        var state = new GrainState<State>(new());
        await host.State.ReadStateAsync("installation", id, state);
        return state;
    }
}

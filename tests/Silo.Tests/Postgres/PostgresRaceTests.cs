using Npgsql;
using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>Two processes on one database, and writes that arrive when nobody waits for them any more.</summary>
public sealed class PostgresRaceTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly InstallationKey key = Sample.Key();
    private RegistryHost? one;
    private RegistryHost? two;

    private RegistryHost One => one!;

    private RegistryHost Two => two!;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        var hosts = await Task.WhenAll(RegistryHost.StartPostgresAsync(connectionString), RegistryHost.StartPostgresAsync(connectionString));
        (one, two) = (hosts[0], hosts[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }

    // With the script that Orleans ships both succeed now and then, and every later read of the grain fails.
    [Fact]
    public async Task FirstWrite_FromTwoProcessesAtOnce_OneWinsAndThereIsOneRow()
    {
        for (var i = 0; i < 200; i++)
        {
            var id = GrainId.Create("installation", Sample.Key().ToString());

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => TryWriteAsync(writer % 2 == 0 ? One : Two, id, writer + 1)));

            var winner = Assert.Single(outcomes, outcome => outcome > 0);
            Assert.Equal(winner, (await ReadAsync(id)).State!.Record?.Revision);
        }

        Assert.Equal(200L, await ScalarAsync("SELECT count(*) FROM OrleansStorage"));
    }

    [Fact]
    public async Task StateWrite_ServerTakesItBackAtTheCommit_IsNotAcknowledged()
    {
        await ExecuteAsync(
            """
            CREATE FUNCTION Refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$;
            CREATE CONSTRAINT TRIGGER Refuse AFTER INSERT ON OrleansStorage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION Refuse();
            CREATE CONSTRAINT TRIGGER Refuse AFTER INSERT ON Installation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION Refuse();
            """);
        var id = GrainId.Create("installation", key.ToString());

        Assert.False((await Assert.ThrowsAsync<RegistryUnavailableException>(() => TryWriteAsync(One, id, 1))).MayHaveChanged);
        Assert.False((await Assert.ThrowsAsync<RegistryUnavailableException>(() => One.Index.MarkAsync(key, 1))).MayHaveChanged);

        Assert.False((await ReadAsync(id)).RecordExists);
        Assert.Null(await RowAsync());
    }

    [Fact]
    public async Task Write_FaultOfOneStatementInABatch_LeavesTheOthersAlone()
    {
        var tooLong = JournalOwner.Of(Sample.Key());
        await ExecuteAsync($"ALTER TABLE Journal ADD CHECK (Owner <> '{tooLong}')");
        var keys = Enumerable.Range(0, 100).Select(_ => Sample.Key()).ToList();

        var good = keys.Take(50).Select(each => One.Index.MarkAsync(each, 1)).ToList();
        var bad = One.Journal.AppendAsync(tooLong, new(1, new byte[1]));
        good.AddRange(keys.Skip(50).Select(each => One.Index.MarkAsync(each, 1)));

        await Task.WhenAll(good);
        await Assert.ThrowsAsync<PostgresException>(() => bad);
        Assert.Equal(keys.Count, (await One.Index.ReadMarkedAsync(null, 1000)).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Release_ArrivesAfterALaterMark_DoesNotTakeThatBack(bool isCompleted)
    {
        var record = isCompleted ? Sample.Record(1) : null;
        if (record is not null)
        {
            await One.Index.CompleteAsync(key, record);
        }

        await One.Index.MarkAsync(key, 2);
        var late = PostgresInstallationIndex.Release(key, record, [await VersionAsync()])!;

        // The same announcement once more, by the command that the lost release has given way to.
        await Two.Index.MarkAsync(key, 2);

        Assert.Equal(0, await ExecuteAsync(late));
        Assert.True((await RowAsync())!.IsMarked);
    }

    [Fact]
    public async Task Release_OfARowThatWasNotThere_DoesNotReplaceALaterOne()
    {
        var late = PostgresInstallationIndex.Release(key, Sample.Record(1), [])!;
        await Two.Index.MarkAsync(key, 2);

        Assert.Equal(0, await ExecuteAsync(late));
        Assert.True((await RowAsync())!.IsMarked);
    }

    [Fact]
    public async Task Release_OfARowMadeAnewMeanwhile_DoesNotRemoveIt()
    {
        await One.Index.MarkAsync(key, 1);
        var late = PostgresInstallationIndex.Release(key, null, [await VersionAsync()])!;
        await One.Index.ReleaseAsync(key, null);
        await Two.Index.MarkAsync(key, 1);

        Assert.Equal(0, await ExecuteAsync(late));
        Assert.True((await RowAsync())!.IsMarked);
    }

    [Fact]
    public async Task Facts_ManyAtOnce_OneWinsAndAllGetIt()
    {
        var values = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => (i % 2 == 0 ? One : Two).Facts.GetOrAddAsync("catalog", $"value {i}")));

        Assert.Single(values.Distinct());
        Assert.Equal(values[0], await Two.Facts.GetOrAddAsync("catalog", "late"));

        Assert.False(await Two.Facts.TryReplaceAsync("catalog", "unknown", "new"));
        Assert.True(await One.Facts.TryReplaceAsync("catalog", values[0], "new"));
        Assert.Equal("new", await Two.Facts.GetOrAddAsync("catalog", "late"));
        Assert.Equal("other", await Two.Facts.GetOrAddAsync("other", "other"));
    }

    [Fact]
    public async Task Facts_Clock_IsTheServers()
    {
        await using var command = One.Postgres.Source.CreateCommand("SELECT now()");
        var before = (DateTime)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        var clock = await One.Facts.GetClockAsync();

        Assert.InRange(clock.UtcDateTime, before, before.AddMinutes(1));
    }

    [Fact]
    public async Task DeleteExpired_FromTwoProcessesAtOnce_DeletesEachOnce()
    {
        await ExecuteAsync("INSERT INTO Request SELECT 'o', 'k' || i, '', '', i FROM generate_series(1, 1000) AS i");

        var counts = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? One : Two).Requests.DeleteExpiredAsync(DateTimeOffset.MaxValue, 200)));

        Assert.Equal(1000L, counts.Sum() + (long)(await ScalarAsync("SELECT count(*) FROM Request"))!);
        Assert.InRange(counts.Sum(), 200, 1000);
    }

    private static async Task<long> TryWriteAsync(RegistryHost host, GrainId id, long revision)
    {
        try
        {
            await host.State.WriteStateAsync("installation", id, new GrainState<State>(new() { Record = Sample.Record(revision) }));
            return revision;
        }
        catch (InconsistentStateException)
        {
            return 0;
        }
    }

    private async Task<GrainState<State>> ReadAsync(GrainId id)
    {
        var state = new GrainState<State>(new());
        await Two.State.ReadStateAsync("installation", id, state);
        return state;
    }

    private async Task<InstallationRow?> RowAsync() => (await One.Index.ReadByAppAsync(key.App, new(), null, 10)).SingleOrDefault();

    private async Task<uint> VersionAsync() => (uint)(await ScalarAsync($"SELECT xmin FROM Installation WHERE App = '{key.App}'"))!;

    private async Task<int> ExecuteAsync(PostgresStatement statement)
    {
        await using var connection = await One.Postgres.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = statement.CreateCommand(connection);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = One.Postgres.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

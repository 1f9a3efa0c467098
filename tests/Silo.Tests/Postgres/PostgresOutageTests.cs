using System.Text;
using Npgsql;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>A server that dies, a network that fails: callers are told what is known, and afterwards it works again by itself.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly InstallationKey key = Sample.Key();
    private string directConnection = "";
    private PostgresServer? server;
    private FaultyProxy? proxy;
    private RegistryHost? host;

    private RegistryHost Host => host!;

    private PostgresServer Server => server!;

    private FaultyProxy Proxy => proxy!;

    private GrainId Id => GrainId.Create("installation", key.ToString());

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.StartAsync();
        proxy = new(Server.Port);
        directConnection = await Server.CreateDatabaseAsync();
        host = await StartHostAsync("00:00:30");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Write_ServerKilledInAStreamOfWrites_LosesNothingAcknowledgedAndGoesOn()
    {
        using var stop = new CancellationTokenSource();
        var owners = Enumerable.Range(0, 16).Select(_ => Sample.Key()).ToArray();
        var acknowledged = new int[owners.Length];
        var writers = owners.Select((owner, i) => Task.Run(() => WriteUntilAsync(owner, revision => Volatile.Write(ref acknowledged[i], revision), stop.Token))).ToArray();

        for (var round = 0; round < 3; round++)
        {
            var before = acknowledged.ToArray();
            await Until.TrueAsync(() => acknowledged.Zip(before).All(pair => pair.First > pair.Second + 5));
            await Server.KillAsync();
            await Server.StartAgainAsync();
        }

        var last = acknowledged.ToArray();
        await Until.TrueAsync(() => acknowledged.Zip(last).All(pair => pair.First > pair.Second));
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        for (var i = 0; i < owners.Length; i++)
        {
            var entries = await Host.Journal.ReadAsync(JournalOwner.Of(owners[i]), newestFirst: false, null, 100_000);
            Assert.Equal(Enumerable.Range(1, entries.Length), entries.Select(entry => (int)entry.Sequence));
            Assert.InRange(entries.Length, acknowledged[i], acknowledged[i] + 1);
            var state = await ReadStateAsync(GrainId.Create("installation", owners[i].ToString()));
            Assert.InRange(state.State!.Record!.Revision, acknowledged[i], acknowledged[i] + 1);
        }
    }

    [Fact]
    public async Task Everything_ServerIsDown_IsUnavailableAndUnchangedUntilItIsBack()
    {
        await using var direct = await RegistryHost.StartPostgresAsync(directConnection);
        await Server.StopAsync();

        // The first ones may find connections that were open, and can't know what became of what they sent.
        await Until.TrueAsync(async () => !(await FailureAsync(() => direct.Index.MarkAsync(key, 1))).MayHaveChanged);
        await Until.TrueAsync(async () => !(await FailureAsync(() => WriteStateAsync(direct, new(new()), 1))).MayHaveChanged);
        await FailureAsync(() => direct.Index.ReadMarkedAsync(null, 10));
        await FailureAsync(direct.Probe.ProbeAsync);
        await FailureAsync(() => direct.Facts.GetClockAsync());

        await Server.StartAgainAsync();
        await Until.TrueAsync(() => SucceedsAsync(direct.Probe.ProbeAsync));
        Assert.Empty(await direct.Index.ReadMarkedAsync(null, 10));
        await WriteStateAsync(direct, new(new()), 1);
    }

    [Fact]
    public async Task Write_CutBeforeTheServerSawIt_MayHaveHappenedAndHasNot()
    {
        Assert.True((await FailureAsync(ProxyFault.CutRequests, () => Host.Index.MarkAsync(key, 1))).MayHaveChanged);
        Assert.True((await FailureAsync(ProxyFault.CutRequests, () => WriteStateAsync(new(new()), 1))).MayHaveChanged);

        Proxy.Fault = ProxyFault.None;
        Assert.Empty(await Host.Index.ReadMarkedAsync(null, 10));
        Assert.False((await ReadStateAsync(Id)).RecordExists);
    }

    [Fact]
    public async Task Write_CutBeforeTheAnswer_MayHaveHappenedAndHas()
    {
        Assert.True((await FailureAsync(ProxyFault.CutAnswers, () => Host.Index.MarkAsync(key, 1))).MayHaveChanged);
        Assert.True((await FailureAsync(ProxyFault.CutAnswers, () => WriteStateAsync(new(new()), 1))).MayHaveChanged);
        Assert.False((await FailureAsync(() => Host.Index.ReadMarkedAsync(null, 10))).MayHaveChanged);

        // The cut may overtake the request: the server is done a moment later.
        Proxy.Fault = ProxyFault.None;
        await Until.TrueAsync(async () => (await Host.Index.ReadMarkedAsync(null, 10)).SequenceEqual([key]));
        await Until.TrueAsync(async () => (await ReadStateAsync(Id)).State!.Record?.Revision == 1);
    }

    [Fact]
    public async Task Write_ServerDoesNotAnswer_IsGivenUpInTime()
    {
        await UseImpatientHostAsync();
        await FaultAsync(ProxyFault.SwallowAnswers);

        // More than fit into the batches under way: those that wait for their turn are told, too.
        var writes = Enumerable.Range(0, 400).Select(_ => FailureAsync(() => Host.Index.MarkAsync(Sample.Key(), 1))).ToList();
        await Task.WhenAll(writes).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Contains(writes, write => write.Result.MayHaveChanged);
        Assert.Contains(writes, write => !write.Result.MayHaveChanged);
        Proxy.Fault = ProxyFault.None;
        await Until.TrueAsync(() => SucceedsAsync(Host.Probe.ProbeAsync));
    }

    // What a frozen network does: the write arrives when its activation has long been given up.
    [Fact]
    public async Task StateWrite_ArrivesAfterALaterOne_ChangesNothing()
    {
        await UseImpatientHostAsync();
        var state = new GrainState<State>(new());
        await WriteStateAsync(state, 1);
        var elsewhere = await ReadStateAsync(Id);
        await FaultAsync(ProxyFault.HoldRequests);
        Assert.True((await FailureAsync(() => WriteStateAsync(state, 2))).MayHaveChanged);
        await using (var direct = await RegistryHost.StartPostgresAsync(directConnection))
        {
            elsewhere.State = new() { Record = Sample.Record(3) };
            await direct.State.WriteStateAsync("installation", Id, elsewhere);
            var held = Proxy.Requests;
            Proxy.Fault = ProxyFault.None;
            await Until.TrueAsync(async () => await SucceedsAsync(Host.Probe.ProbeAsync) && Proxy.Requests > held);
        }

        Assert.Equal(3, (await ReadStateAsync(Id)).State!.Record?.Revision);
    }

    [Fact]
    public async Task Write_WaitsForALockOfAnotherSession_IsGivenUpUnchanged()
    {
        await UseImpatientHostAsync();
        await Host.Index.MarkAsync(key, 1);
        await using var source = NpgsqlDataSource.Create(directConnection);
        await using (var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = new NpgsqlCommand("SELECT 1 FROM registry.Installation FOR UPDATE", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            Assert.False((await FailureAsync(() => Host.Index.MarkAsync(key, 2))).MayHaveChanged);
        }

        await Host.Index.MarkAsync(key, 2);
    }

    private Task<RegistryHost> StartHostAsync(string patience)
    {
        var settings = new NpgsqlConnectionStringBuilder(directConnection) { Port = Proxy.Port };
        return RegistryHost.StartPostgresAsync(settings.ConnectionString, ("Storage:BusyTimeout", patience));
    }

    // For tests that wait until it gives up. In others, a machine that is slow for a moment must not make it give up.
    private async Task UseImpatientHostAsync()
    {
        await Host.DisposeAsync();
        host = await StartHostAsync("00:00:02");
    }

    private async Task WriteUntilAsync(InstallationKey owner, Action<int> acknowledge, CancellationToken stop)
    {
        var id = GrainId.Create("installation", owner.ToString());
        var state = new GrainState<State>(new());
        for (var revision = 1; !stop.IsCancellationRequested; revision++)
        {
            var next = revision;
            await UntilDoneAsync(() => Host.Index.MarkAsync(owner, next));
            await UntilDoneAsync(async () =>
            {
                // What the grain does after a failed write.
                if (state.State?.Record?.Revision == next)
                {
                    state = await ReadStateAsync(id);
                }

                if ((state.State?.Record?.Revision ?? 0) < next)
                {
                    state.State = new() { Record = Sample.Record(next) };
                    await Host.State.WriteStateAsync("installation", id, state);
                }
            });
            await UntilDoneAsync(() => Task.WhenAll(
                Host.Index.CompleteAsync(owner, Sample.Record(next)),
                Host.Journal.AppendAsync(JournalOwner.Of(owner), new(next, Encoding.UTF8.GetBytes("entry")))));
            acknowledge(next);
        }
    }

    private static async Task UntilDoneAsync(Func<Task> action)
    {
        while (!await SucceedsAsync(action))
        {
            await Task.Delay(20);
        }
    }

    private static async Task<bool> SucceedsAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (RegistryUnavailableException)
        {
            return false;
        }
    }

    private static Task<RegistryUnavailableException> FailureAsync(Func<Task> action) => Assert.ThrowsAsync<RegistryUnavailableException>(action);

    // What the fault does to a call on a connection that is open. After a failure the pool forgets all its connections, in its
    // own time; where the call has opened a new one, it met the fault there and has sent nothing.
    private async Task<RegistryUnavailableException> FailureAsync(ProxyFault fault, Func<Task> action)
    {
        while (true)
        {
            await FaultAsync(fault);
            var before = Proxy.Connections;
            var failure = await FailureAsync(action);
            if (Proxy.Connections == before)
            {
                return failure;
            }
        }
    }

    // Connections are open before, so that it is the next calls that the fault meets. (The pool forgets all after a failure.)
    private async Task FaultAsync(ProxyFault fault)
    {
        Proxy.Fault = ProxyFault.None;
        var connections = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.Postgres.Source.OpenConnectionAsync(TestContext.Current.CancellationToken).AsTask()));
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        Proxy.Fault = fault;
    }

    private Task WriteStateAsync(GrainState<State> state, int revision) => WriteStateAsync(Host, state, revision);

    private Task WriteStateAsync(RegistryHost to, GrainState<State> state, int revision)
    {
        state.State = new() { Record = Sample.Record(revision) };
        return to.State.WriteStateAsync("installation", Id, state);
    }

    private async Task<GrainState<State>> ReadStateAsync(GrainId id)
    {
        var state = new GrainState<State>(new());
        await Host.State.ReadStateAsync("installation", id, state);
        return state;
    }
}

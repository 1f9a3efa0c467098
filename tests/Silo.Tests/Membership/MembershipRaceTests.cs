namespace Registry.Silo.Tests;

/// <summary>Many silos that change one membership table at once.</summary>
public abstract class MembershipRaceTests(MembershipFixture storage) : IAsyncLifetime
{
    private const int Writers = 8;
    private readonly MembershipCluster cluster = new(storage);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Initialize_ManyAtOnce_AllStartAtOneVersion()
    {
        await using var second = new MembershipCluster(storage);
        var tables = Enumerable.Range(0, Writers).Select(_ => second.NewTable()).ToList();

        await Task.WhenAll(tables.Select(table => Task.Run(() => table.InitializeAsync())));

        var versions = await Task.WhenAll(tables.Select(table => table.ReadAllAsync()));
        Assert.Single(versions.Select(read => read.Version).Distinct());
        Assert.Equal(0, versions[0].Version.Version);
    }

    [Fact]
    public async Task Insert_ManyFromOneVersion_OneWinsEachRound()
    {
        var tables = await OpenAsync();
        for (var round = 1; round <= 5; round++)
        {
            var next = (await tables[0].ReadAllAsync()).Version.Next();
            var silos = tables.Select(_ => cluster.NewSilo()).ToList();

            var won = await Task.WhenAll(tables.Select((table, i) => Task.Run(() => table.InsertAsync(silos[i], next))));

            Assert.Single(won, true);
            var read = await tables[^1].ReadAllAsync();
            Assert.Equal(round, read.Version.Version);
            Assert.Equal(round, read.Members.Count);
            Assert.NotNull(read.TryGet(silos[Array.IndexOf(won, true)].SiloAddress));
        }
    }

    [Fact]
    public async Task Update_ManyFromOneVersion_OneWinsEachRound()
    {
        var tables = await OpenAsync();
        var silos = tables.Select(_ => cluster.NewSilo()).ToList();
        foreach (var silo in silos)
        {
            Assert.True(await tables[0].InsertAsync(silo));
        }

        for (var round = 1; round <= 5; round++)
        {
            var read = await tables[0].ReadAllAsync();
            var time = MembershipCluster.Now.AddMinutes(round);

            // Each changes another row: it is the version that they race for.
            var won = await Task.WhenAll(tables.Select((table, i) => Task.Run(() =>
            {
                var (entry, etag) = read.TryGet(silos[i].SiloAddress)!;
                entry.SuspectTimes = [Tuple.Create(entry.SiloAddress, time)];
                return table.UpdateAsync(entry, etag, read.Version.Next());
            })));

            Assert.Single(won, true);
            var after = await tables[^1].ReadAllAsync();
            Assert.Equal(Writers + round, after.Version.Version);
            var changed = Assert.Single(after.Members, member => member.Item1.SuspectTimes is [{ Item2: var suspected }] && suspected == time);
            Assert.Equal(silos[Array.IndexOf(won, true)].SiloAddress, changed.Item1.SiloAddress);
        }
    }

    // Each writer counts in its own row, and each read has to show as many counts as there were versions.
    [Fact]
    public async Task ReadAll_WhileOthersWrite_IsOfOneMoment()
    {
        const int Changes = 10;
        const int Reads = 10;
        var tables = await OpenAsync();
        using var writing = new CancellationTokenSource();
        var reads = 0;
        var reader = Task.Run(async () =>
        {
            var table = await cluster.OpenAsync();
            while (!writing.IsCancellationRequested)
            {
                var read = await table.ReadAllAsync();
                Assert.Equal(read.Version.Version, read.Members.Sum(member => 1 + (member.Item1.SuspectTimes?.Count ?? 0)));
                Interlocked.Increment(ref reads);
            }
        }, TestContext.Current.CancellationToken);

        // They go on until it has read often enough, or has failed.
        var changes = await Task.WhenAll(tables.Take(3).Select(table => Task.Run(async () =>
        {
            var silo = cluster.NewSilo();
            var made = 0;
            while (made < Changes || (Volatile.Read(ref reads) < Reads && !reader.IsCompleted))
            {
                var read = await table.ReadAllAsync();
                silo.SuspectTimes = [.. Enumerable.Repeat(Tuple.Create(silo.SiloAddress, MembershipCluster.Now), made)];
                var won = read.TryGet(silo.SiloAddress) is { } mine
                    ? await table.UpdateAsync(silo, mine.Item2, read.Version.Next())
                    : await table.InsertAsync(silo, read.Version.Next());
                made += won ? 1 : 0;
            }

            return made;
        })));
        await writing.CancelAsync();
        await reader;

        Assert.Equal(changes.Sum(), (await tables[0].ReadAllAsync()).Version.Version);
    }

    private async Task<List<TestMembership>> OpenAsync()
    {
        var tables = new List<TestMembership>();
        for (var i = 0; i < Writers; i++)
        {
            tables.Add(await cluster.OpenAsync());
        }

        return tables;
    }
}

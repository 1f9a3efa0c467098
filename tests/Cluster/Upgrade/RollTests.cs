namespace Registry.Cluster.Tests;

/// <summary>
/// A cluster is rolled from an earlier commit to this one and back, in a stream of calls. Needs the programs of that commit:
/// tests/Cluster/Upgrade/roll builds them and runs this.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class RollTests(ITestOutputHelper output)
{
    private const string OldVariable = "REGISTRY_OLD_REPOSITORY";
    private static readonly string? Old = Environment.GetEnvironmentVariable(OldVariable);

    [Theory]
    [InlineData("Postgres", 400)]
    [InlineData("AzureTables", 900)]
    public async Task Cluster_RolledToThisCommitAndBack_AnswersAsOneRegistryWould(string provider, int pace)
    {
        Assert.SkipWhen(Old is null, $"{OldVariable} does not say where an earlier commit was built.");
        var (before, after) = (Programs.In(Old!), Programs.Current);
        var seed = StormOfCalls.Seed;
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var cluster = await ClusterOfProcesses.StartAsync(3, 2, storage.Settings(storage.Port), programs: before);
        var storm = new StormOfCalls(cluster, seed, TimeSpan.FromMilliseconds(pace));
        try
        {
            await storm.RunAsync(async () =>
            {
                await RollAsync(cluster, storm.Recorder, after);
                await RollAsync(cluster, storm.Recorder, before);
            });
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        StormVerdict.Demand(storm.Recorder, cluster, seed, output);
    }

    // Silos first, as docs/operations.md has it, and both kinds for a while beside each other.
    private static async Task RollAsync(ClusterOfProcesses cluster, Recorder recorder, Programs to)
    {
        cluster.Programs = to;
        foreach (var silo in cluster.Silos.ToList())
        {
            await cluster.StartSiloAsync();
            recorder.Note($"drain {silo.Program.Name}");
            await cluster.DrainAsync(silo);
            await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        }

        for (var api = 0; api < cluster.Apis.Count; api++)
        {
            recorder.Note($"stop {cluster.Apis[api].Name}");
            await cluster.StopApiAsync(api);
            await cluster.StartApiAsync(api);
        }
    }
}

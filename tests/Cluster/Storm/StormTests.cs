namespace Registry.Cluster.Tests;

/// <summary>
/// Processes of a cluster end, start and stand still in a stream of calls, and everything that callers saw still has an
/// explanation: nothing acknowledged is lost, and no answer is older than another that was given before it was asked for.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;

    // Azurite looks at all rows for each call, so there the callers take their time. On PostgreSQL SoakTests do all of this for longer.
    [Theory]
    [InlineData("Postgres", 400, Explicit = true)]
    [InlineData("AzureTables", 900)]
    public async Task Cluster_WhoseProcessesFail_AnswersAsOneRegistryWould(string provider, int pace)
    {
        var seed = StormOfCalls.Seed;
        output.WriteLine($"REGISTRY_STORM_SEED={seed}");
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var cluster = await ClusterOfProcesses.StartAsync(Silos, Apis, storage.Settings(storage.Port));
        var storm = new StormOfCalls(cluster, seed, TimeSpan.FromMilliseconds(pace));
        var faults = new ClusterFaults(cluster, storage, storm.Recorder, new Random(seed));
        try
        {
            await storm.RunAsync(() => faults.RunAsync(storm.IsOver));
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        output.WriteLine(string.Join(", ", faults.Done.Select(kind => $"{kind.Value} × {kind.Key}")));
        StormVerdict.Demand(storm.Recorder, cluster, seed, output);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Registry.Cluster.Tests;

/// <summary>Many callers of a cluster at once, what befalls it meanwhile, and the verdict.</summary>
internal sealed class StormOfCalls(ClusterOfProcesses cluster, int seed, TimeSpan pace)
{
    private const int Readers = 6;

    private readonly StormScene scene = new();
    private readonly List<RecordingClient> clients = [];

    public Recorder Recorder { get; } = new();

    /// <summary>How long a storm lasts where <c>REGISTRY_STORM_MINUTES</c> does not say otherwise.</summary>
    public static TimeSpan Time { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("REGISTRY_STORM_MINUTES"), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes)
            : TimeSpan.FromSeconds(20);

    // On a machine that is slow, a storm goes on for so long at most until there is enough of it.
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    /// <summary>What all chance in a storm comes from: <c>REGISTRY_STORM_SEED</c>, or another one each time.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("REGISTRY_STORM_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    /// <summary>Whether a storm that began then has lasted long enough.</summary>
    public bool IsOver(long started) =>
        Stopwatch.GetElapsedTime(started) >= Time && (StormVerdict.IsEnough(Recorder) || Stopwatch.GetElapsedTime(started) >= Time + MostTime);

    /// <summary>Lets the callers loose while <paramref name="faults"/> last, and reads everything afterwards.</summary>
    public async Task RunAsync(Func<Task> faults)
    {
        clients.AddRange(cluster.Apis.Select(api => new RecordingClient(api.Name, api.Address, cluster.Token, Recorder)));
        await scene.RegisterAsync(clients[0]);

        using var stop = new CancellationTokenSource();
        var callers = Callers(stop.Token).ToList();
        try
        {
            await faults();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(callers);
        }

        await new FinalReading(scene, clients[0], Recorder).RunAsync();
    }

    private IEnumerable<Task> Callers(CancellationToken stop)
    {
        var number = 0;
        foreach (var installation in scene.Installations)
        {
            // Every fourth installation has two writers, which get in each other's way.
            for (var writer = 0; writer < (number % 4 == 0 ? 2 : 1); writer++)
            {
                yield return new StormWriter(installation, clients, Chance(number, writer), pace).RunAsync(stop);
            }

            number++;
        }

        for (var reader = 0; reader < Readers; reader++)
        {
            yield return new StormReader(scene, clients, Chance(number, reader)).RunAsync(stop);
        }

        foreach (var app in scene.SuspendedApps)
        {
            yield return new StormOperator(app, clients, Chance(++number, 0)).RunAsync(stop);
        }
    }

    private Random Chance(int caller, int part) => new(unchecked((((seed * 31) + caller) * 31) + part));
}

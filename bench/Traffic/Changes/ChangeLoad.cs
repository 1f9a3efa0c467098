using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Changes installations as fast as they are acknowledged: each connection installs an app, revokes a scope and grants it again, in one workspace after the other.</summary>
internal static class ChangeLoad
{
    // All of the code that a change runs through has to be compiled by then.
    private const int WarmUps = 3;

    private static int workspaces;

    /// <summary>Prints for each round: changes a second, then p50, p99 and longest time of one, in milliseconds.</summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        for (var round = 1 - WarmUps; round <= options.Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var end = start + (options.Seconds * Stopwatch.Frequency);
            var times = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => ChangeAsync(registry, options, end)));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (round > 0)
            {
                var latencies = new Latencies(times.SelectMany(each => each));
                Console.WriteLine($"{latencies.Count / seconds:0.0} {latencies.At(0.5):0.000} {latencies.At(0.99):0.000} {latencies.At(1):0.000}");
            }
        }
    }

    private static async Task<List<TimeSpan>> ChangeAsync(RegistryClient registry, LoadOptions options, long end)
    {
        var times = new List<TimeSpan>();
        while (Stopwatch.GetTimestamp() < end)
        {
            var workspace = $"changed-{Environment.ProcessId}-{Interlocked.Increment(ref workspaces)}";
            var scope = Names.Scope(workspace, options.App, options.Scope);
            await TimeAsync(HttpMethod.Put, Names.Installation(workspace, options.App));
            await TimeAsync(HttpMethod.Delete, scope);
            await TimeAsync(HttpMethod.Put, scope);
        }

        return times;

        async Task TimeAsync(HttpMethod method, string path)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await registry.SendAsync(method, path);
            times.Add(Stopwatch.GetElapsedTime(begun));
        }
    }
}

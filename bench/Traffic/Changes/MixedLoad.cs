using System.Collections.Concurrent;
using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Checks installations, first by themselves, then with one request of ten being a change of one of them.</summary>
internal static class MixedLoad
{
    // Of the requests, and of how many installations those are that are changed: both by checks and changes.
    private const int OneIn = 10;

    /// <summary>
    /// Prints for each round, first without and then with changes: checks a second, changes a second, then p50, p99 and longest time
    /// of a check, in milliseconds.
    /// </summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var changes in (bool[])[false, true])
            {
                var line = await MeasureAsync(registry, options, changes);
                if (round > 0)
                {
                    Console.WriteLine($"{(changes ? "mixed" : "calm")} {line}");
                }
            }
        }
    }

    private static async Task<string> MeasureAsync(RegistryClient registry, LoadOptions options, bool changes)
    {
        var (checks, changed) = (new ConcurrentBag<List<TimeSpan>>(), 0);
        var start = Stopwatch.GetTimestamp();
        var end = start + (options.Seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(WorkAsync));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var latencies = new Latencies(checks.SelectMany(each => each));
        return $"{latencies.Count / seconds:0.0} {changed / seconds:0.0} {latencies.At(0.5):0.000} {latencies.At(0.99):0.000} {latencies.At(1):0.000}";

        async Task WorkAsync(int connection)
        {
            // What a connection changes, no other one does: each change is one that changes something.
            var random = new Random(connection);
            var (times, granted) = (new List<TimeSpan>(), new HashSet<string>());
            checks.Add(times);
            while (Stopwatch.GetTimestamp() < end)
            {
                if (changes && random.Next(OneIn) == 0)
                {
                    var own = Names.Workspace(1 + connection + (options.Connections * random.Next(options.Workspaces / options.Connections)));
                    var path = Names.Scope(own, options.App, options.Scope);
                    using var change = await registry.SendAsync(granted.Add(own) ? HttpMethod.Delete : HttpMethod.Put, path);
                    if (change.RootElement.GetProperty("grantedScopes").EnumerateArray().Any(scope => scope.ValueEquals(options.Scope)))
                    {
                        granted.Remove(own);
                    }

                    Interlocked.Increment(ref changed);
                    continue;
                }

                var begun = Stopwatch.GetTimestamp();
                using var answer = await registry.SendAsync(HttpMethod.Get, Names.Scope(Names.Workspace(random.Next(options.Workspaces) + 1), options.App, options.Scope));
                times.Add(Stopwatch.GetElapsedTime(begun));
            }
        }
    }
}

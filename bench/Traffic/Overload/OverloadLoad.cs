using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Registry.Traffic;

/// <summary>
/// Sends changes at once, twice and four times as fast as the registry can make them, whether or not those before are answered, and
/// checks beside them at a fixed rate. Then looks how soon nothing is turned away any more.
/// </summary>
internal static class OverloadLoad
{
    private const int AtCapacity = 64;
    private const int ChecksPerSecond = 200;

    private static readonly int[] Factors = [1, 2, 4];

    /// <summary>
    /// Prints the capacity in changes a second; for each factor the changes offered, made and turned away a second, then p50, p99 and
    /// longest time of a change that was made and of a check, in milliseconds; and after how many milliseconds nothing was turned away.
    /// </summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        var changes = new Toggles(registry, options);
        await MeasureCapacityAsync(changes, options.Seconds);
        var capacity = await MeasureCapacityAsync(changes, options.Seconds);
        Console.WriteLine($"capacity {capacity:0.0}");
        foreach (var factor in Factors)
        {
            await OverloadAsync(registry, options, changes, factor, capacity * factor);
        }

        Console.WriteLine($"recovered {(await RecoverAsync(changes)).TotalMilliseconds:0.0}");
    }

    private static async Task<double> MeasureCapacityAsync(Toggles changes, int seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, AtCapacity).Select(async connection =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                count += (await changes.MakeAsync(connection + (AtCapacity * (count % 10)))).IsMade ? 1 : 0;
            }

            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task OverloadAsync(RegistryClient registry, LoadOptions options, Toggles changes, int factor, double rate)
    {
        var (made, checks, turnedAway, gate) = (new List<TimeSpan>(), new List<TimeSpan>(), 0, new Lock());
        var start = Stopwatch.GetTimestamp();
        var checking = SendAsync(ChecksPerSecond, number => CheckAsync(Names.Workspace((number % options.Workspaces) + 1)));
        var sending = SendAsync(rate, async number =>
        {
            var (isMade, time) = await changes.MakeAsync(number % options.Workspaces);
            lock (gate)
            {
                if (isMade)
                {
                    made.Add(time);
                }
                else
                {
                    turnedAway++;
                }
            }
        });
        await Task.WhenAll(await sending);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.WhenAll(await checking);
        var (change, check) = (new Latencies(made), new Latencies(checks));
        Console.WriteLine(
            $"overload {factor} {(made.Count + turnedAway) / seconds:0.0} {made.Count / seconds:0.0} {turnedAway / seconds:0.0} "
            + $"{change.At(0.5):0.000} {change.At(0.99):0.000} {change.At(1):0.000} {check.At(0.5):0.000} {check.At(0.99):0.000} {check.At(1):0.000}");

        async Task<List<Task>> SendAsync(double each, Func<int, Task> send)
        {
            var under = new List<Task>();
            for (var number = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < options.Seconds; number++)
            {
                while (Stopwatch.GetElapsedTime(start).TotalSeconds < number / each)
                {
                    await Task.Delay(1);
                }

                under.Add(send(number));
            }

            return under;
        }

        async Task CheckAsync(string workspace)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await registry.SendAsync(HttpMethod.Get, Names.Scope(workspace, options.App, options.Scope));
            lock (gate)
            {
                checks.Add(Stopwatch.GetElapsedTime(sent));
            }
        }
    }

    private static async Task<TimeSpan> RecoverAsync(Toggles changes)
    {
        var start = Stopwatch.GetTimestamp();
        for (var (number, inARow) = (0, 0); inARow < AtCapacity; number++)
        {
            inARow = (await changes.MakeAsync(number % AtCapacity)).IsMade ? inARow + 1 : 0;
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>
    /// A scope is revoked and granted in turn. Where those of one installation overtake each other, some change nothing, and are
    /// answered with the revision of one that did: they count as turned away.
    /// </summary>
    private sealed class Toggles(RegistryClient registry, LoadOptions options)
    {
        private readonly int[] turns = new int[options.Workspaces];
        private readonly ConcurrentDictionary<(int Workspace, long Revision), bool> revisions = new();

        /// <returns>Whether it changed something, and how long that took.</returns>
        public async Task<(bool IsMade, TimeSpan Time)> MakeAsync(int workspace)
        {
            var method = Interlocked.Increment(ref turns[workspace]) % 2 == 0 ? HttpMethod.Put : HttpMethod.Delete;
            var sent = Stopwatch.GetTimestamp();
            using var answer = await registry.TrySendAsync(method, Names.Scope(Names.Workspace(workspace + 1), options.App, options.Scope));
            var body = await answer.Content.ReadAsByteArrayAsync();
            var time = Stopwatch.GetElapsedTime(sent);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (revisions.TryAdd((workspace, RevisionOf(body)), true), time),
                HttpStatusCode.ServiceUnavailable => (false, default),
                _ => throw new InvalidOperationException($"A change was answered {(int)answer.StatusCode}."),
            };
        }

        private static long RevisionOf(byte[] body)
        {
            using var installation = JsonDocument.Parse(body);
            return installation.RootElement.GetProperty("revision").GetInt64();
        }
    }
}

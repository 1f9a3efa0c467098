using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Reads pages of 100 of the installations of apps, at every depth.</summary>
internal static class PageLoad
{
    private const int Limit = 100;
    private const int Pages = 200;

    /// <summary>
    /// Prints p50, p99 and longest time of a page in milliseconds, for each app and round: of all, and of those that lack the scope.
    /// They take turns, as all pages of one kind are read within a second.
    /// </summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        var kinds = new List<(string Name, string Path, List<string> Cursors)>();
        foreach (var app in options.App.Split(','))
        {
            foreach (var (name, filter) in (ReadOnlySpan<(string, string)>)[("all", ""), ("lacking", $"&lackingScope={options.Scope}")])
            {
                kinds.Add(($"{app} {name}", $"/v1/apps/{app}/installations?limit={Limit}{filter}", []));
            }
        }

        foreach (var (_, path, cursors) in kinds)
        {
            await WalkAsync(registry, path, cursors);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var (name, path, cursors) in kinds)
            {
                var latencies = await MeasureAsync(registry, path, cursors, new Random(round));
                Console.WriteLine($"{name} {latencies.At(0.5):0.000} {latencies.At(0.99):0.000} {latencies.At(1):0.000}");
            }
        }
    }

    private static async Task<Latencies> MeasureAsync(RegistryClient registry, string path, List<string> cursors, Random random)
    {
        var times = new List<TimeSpan>();
        for (var page = 0; page < Pages; page++)
        {
            var cursor = cursors[random.Next(cursors.Count)];
            var begun = Stopwatch.GetTimestamp();
            using var answer = await registry.SendAsync(HttpMethod.Get, path + cursor);
            times.Add(Stopwatch.GetElapsedTime(begun));
        }

        return new(times);
    }

    // A cursor is opaque: to get to a depth, one has to go there. Only full pages count.
    private static async Task WalkAsync(RegistryClient registry, string path, List<string> cursors)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            using var page = await registry.SendAsync(HttpMethod.Get, path + cursor);
            if (page.RootElement.GetProperty("items").GetArrayLength() == Limit)
            {
                cursors.Add(cursor);
            }

            cursor = page.RootElement.TryGetProperty("nextCursor", out var next) && next.GetString() is { } value ? $"&cursor={Uri.EscapeDataString(value)}" : null;
        }
    }
}

using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Reads pages of 100 of the installations of an app, at every depth.</summary>
internal static class PageLoad
{
    private const int Limit = 100;
    private const int Pages = 200;

    /// <summary>Prints p50, p99 and longest time of a page in milliseconds: of all, and of those that lack the scope.</summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        foreach (var filter in (string[])["", $"&lackingScope={options.Scope}"])
        {
            var path = $"/v1/apps/{options.App}/installations?limit={Limit}{filter}";
            var cursors = await WalkAsync(registry, path);
            var random = new Random(1);
            var times = new List<TimeSpan>();
            for (var page = 0; page < Pages; page++)
            {
                var cursor = cursors[random.Next(cursors.Count)];
                var begun = Stopwatch.GetTimestamp();
                using var answer = await registry.SendAsync(HttpMethod.Get, path + cursor);
                times.Add(Stopwatch.GetElapsedTime(begun));
            }

            var latencies = new Latencies(times);
            Console.WriteLine($"{options.App} {(filter.Length == 0 ? "all" : "lacking")} {latencies.At(0.5):0.000} {latencies.At(0.99):0.000} {latencies.At(1):0.000}");
        }
    }

    // A cursor is opaque: to get to a depth, one has to go there. Only full pages count.
    private static async Task<List<string>> WalkAsync(RegistryClient registry, string path)
    {
        var cursors = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var page = await registry.SendAsync(HttpMethod.Get, path + cursor);
            if (page.RootElement.GetProperty("items").GetArrayLength() == Limit)
            {
                cursors.Add(cursor);
            }

            cursor = page.RootElement.TryGetProperty("nextCursor", out var next) && next.GetString() is { } value ? $"&cursor={Uri.EscapeDataString(value)}" : null;
        }

        return cursors;
    }
}

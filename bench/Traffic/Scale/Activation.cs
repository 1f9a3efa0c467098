using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Checks each installation of an app once, in batches, so that all of them are in memory.</summary>
internal static class Activation
{
    private const int InBatch = 200;

    /// <summary>Prints how many there are in memory, and how many were fetched a second.</summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, options.Workspaces).Chunk(InBatch),
            new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (numbers, _) =>
            {
                using var answer = await registry.SendAsync(HttpMethod.Post, "/v1/checks", new
                {
                    checks = numbers.Select(number => new { workspace = Names.Workspace(number), app = options.App, scope = options.Scope }),
                });
                if (answer.RootElement.GetProperty("results").EnumerateArray().Any(result => result.GetProperty("revision").GetInt64() == 0))
                {
                    throw new InvalidOperationException($"{options.App} is not installed in all workspaces up to {numbers[^1]}.");
                }
            });
        Console.WriteLine($"{options.Workspaces} {options.Workspaces / Stopwatch.GetElapsedTime(start).TotalSeconds:0.0}");
    }
}

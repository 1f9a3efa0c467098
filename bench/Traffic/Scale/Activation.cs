using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Registry.Traffic;

/// <summary>Checks each installation of an app once, in batches, so that all of them are in memory.</summary>
internal static class Activation
{
    private const int InBatch = 200;

    // So many installations at once are more than the registry fetches within the time of a call where the machine is busy.
    private const int MostTries = 20;

    private static int refused;

    /// <summary>Prints how many there are in memory, how many were fetched a second, and how many batches were refused and asked again.</summary>
    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, options.Workspaces).Chunk(InBatch),
            new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (numbers, _) =>
            {
                using var answer = await AskAsync(registry, numbers.Select(number => new { workspace = Names.Workspace(number), app = options.App, scope = options.Scope }));
                if (answer.RootElement.GetProperty("results").EnumerateArray().Any(result => result.GetProperty("revision").GetInt64() == 0))
                {
                    throw new InvalidOperationException($"{options.App} is not installed in all workspaces up to {numbers[^1]}.");
                }
            });
        Console.WriteLine($"{options.Workspaces} {options.Workspaces / Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} {refused}");
    }

    private static async Task<JsonDocument> AskAsync(RegistryClient registry, IEnumerable<object> checks)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await registry.TrySendAsync(HttpMethod.Post, "/v1/checks", new { checks });
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            }

            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == MostTries)
            {
                throw new InvalidOperationException($"A batch was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }

            Interlocked.Increment(ref refused);
            await Task.Delay(TimeSpan.FromSeconds(0.2));
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>What a process has logged, where it logs JSON.</summary>
internal static class ProcessLog
{
    /// <summary>The setting that makes it so.</summary>
    public static KeyValuePair<string, string> AsJson { get; } = new("Logging:Console:FormatterName", "json");

    // What stands behind an error that Orleans logs where a silo has gone or the storage is out of reach.
    private static readonly string[] Outages =
    [
        "Registry.Grains.Interfaces.RegistryUnavailableException",
        "Npgsql.",
        "Orleans.Runtime.SiloUnavailableException",
        "Orleans.Runtime.OrleansMessageRejectionException",
        "Orleans.Runtime.ConnectionFailedException",
        "System.TimeoutException",
    ];

    private static readonly (string Category, int Event)[] Known =
    [
        // The state of a grain in use on a silo that drains is not handed over: README, Limits.
        ("Orleans.Grain", 129299466),
        ("Registry.Silo.LeasedGrainStorage", 1457982402),

        // "Failed to address message", for a silo that has gone: no outage stands behind it where nobody waits for the answer any more.
        ("Orleans.Messaging", 100071),
    ];

    // What a silo says that finds, after it stood still, that the cluster goes on without it.
    private static readonly string[] SaidByTheDead = ["Registry.Silo.SiloLease", "Orleans.Runtime.MembershipService", "Orleans.Runtime.FatalErrorHandler"];

    /// <summary>Fails where there is an error that the faults of a soak do not explain.</summary>
    public static void Demand(IEnumerable<ProgramProcess> programs, IReadOnlyList<ProgramProcess> spared)
    {
        var unexpected =
            from program in programs
            from line in program.Output.Split('\n')
            where IsUnexpected(line, spared.Contains(program))
            group $"{program.Name}: {line.Trim()}" by KindOf(line) into same
            select $"{same.Count()} × {same.First()}";
        Assert.True(!unexpected.Any(), string.Join('\n', unexpected));
    }

    private static bool IsUnexpected(string line, bool wasSpared) => Parse(line) switch
    {
        null => line.StartsWith("Unhandled exception", StringComparison.Ordinal),
        var entry when (string?)entry["LogLevel"] is not ("Error" or "Critical") => false,
        var entry => (wasSpared || !SaidByTheDead.Any(CategoryOf(entry).StartsWith)) && !IsExplained(entry),
    };

    // What the API logs as an error is none of an outage, as it judges itself.
    private static bool IsExplained(JsonNode entry) =>
        Known.Contains((CategoryOf(entry), (int)entry["EventId"]!))
        || (!CategoryOf(entry).StartsWith("Registry.Api", StringComparison.Ordinal) && Outages.Any((((string?)entry["Exception"]) ?? "").StartsWith));

    private static string CategoryOf(JsonNode entry) => (string)entry["Category"]!;

    private static string KindOf(string line) => Parse(line) is { } entry ? $"{CategoryOf(entry)} {entry["EventId"]}" : line;

    // Other lines are for people; and a process that is killed may be in the middle of one.
    private static JsonNode? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonNode.Parse(line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

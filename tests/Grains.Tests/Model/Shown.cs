using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What is seen, as JSON: to compare it as a whole and to name what differs.</summary>
internal static class Shown
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static bool AreSame(object? expected, object? actual) => Text(expected) == Text(actual);

    /// <summary>Each place where the two differ, one a line.</summary>
    public static IEnumerable<string> Differences(object? expected, object? actual) =>
        Differences("", JsonNode.Parse(Text(expected)), JsonNode.Parse(Text(actual)));

    private static string Text(object? value) => JsonSerializer.Serialize(
        value switch
        {
            // The explanation is prose for people.
            AppResult.Refused { Reason: Refusal.Conflict } or InstallationResult.Refused { Reason: Refusal.Conflict } => nameof(Refusal.Conflict),
            AppResult.Refused { Reason: var reason } => Named(reason),
            InstallationResult.Refused { Reason: var reason } => Named(reason),
            _ => value,
        },
        Json);

    private static Dictionary<string, object> Named(Refusal reason) => new() { [reason.GetType().Name] = reason };

    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject left && actual is JsonObject right)
        {
            return left.Select(member => member.Key).Union(right.Select(member => member.Key))
                .SelectMany(name => Differences($"{path}.{name}", left[name], right[name]));
        }

        if (expected is JsonArray { Count: var count } these && actual is JsonArray those && count == those.Count)
        {
            return Enumerable.Range(0, count).SelectMany(i => Differences($"{path}[{i}]", these[i], those[i]));
        }

        return JsonNode.DeepEquals(expected, actual)
            ? []
            : [$"{path.TrimStart('.')}: expected {Brief(expected)}, was {Brief(actual)}"];
    }

    private static string Brief(JsonNode? node) => node?.ToJsonString() switch
    {
        null => "null",
        { Length: > 200 } text => $"{text[..200]}…",
        var text => text,
    };
}

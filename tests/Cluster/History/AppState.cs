using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>What installations depend on of an app.</summary>
/// <param name="IsRegistered">False before the first version.</param>
/// <param name="Suspension">Why it is suspended everywhere; null while it is not.</param>
internal sealed record AppState(bool IsRegistered, string? Suspension)
{
    public static AppState None { get; } = new(false, null);

    public static AppState Active { get; } = new(true, null);

    /// <summary>Reads an app, or the state in one of its versions.</summary>
    public static AppState Of(JsonNode? json) => json is null ? None : new(true, (string?)json["suspension"]?["reason"]);
}

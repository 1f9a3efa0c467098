using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>What an answer says of an installation.</summary>
internal sealed record InstallationFacts(string Status, IReadOnlyList<string> Scopes, long Revision)
{
    public static InstallationFacts None { get; } = new("none", [], 0);

    public static InstallationFacts Of(JsonObject installation) => new(
        (string)installation["status"]!,
        [.. installation["grantedScopes"]!.AsArray().Select(scope => (string)scope!)],
        (long)installation["revision"]!);

    public bool Allows(string scope) => Status == "installed" && Scopes.Contains(scope);
}

using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>What a workspace has decided about an app.</summary>
/// <param name="Status">As the API names it, or <c>none</c> where the app was never installed.</param>
/// <param name="Suspension">Why it is suspended; null while it is not.</param>
/// <param name="Grant">The granted scopes in ordinal order with spaces between (RFC 6749 section 3.3).</param>
internal sealed record InstallationState(string Status, string? Suspension, string Grant)
{
    public static InstallationState None { get; } = new("none", null, "");

    public static InstallationState Uninstalled { get; } = new("uninstalled", null, "");

    public bool IsThere => Status is "installed" or "suspended";

    public IEnumerable<string> Scopes => Grant.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static InstallationState Installed(params IEnumerable<string> scopes) => new("installed", null, GrantOf(scopes));

    /// <summary>Reads an installation, or the state in an entry of its history.</summary>
    public static InstallationState Of(JsonNode? json) => json is null
        ? None
        : new((string)json["status"]!, (string?)json["suspension"]?["reason"], GrantOf(json["grantedScopes"]!.AsArray().Select(scope => (string)scope!)));

    public InstallationState With(IEnumerable<string> scopes) => this with { Grant = GrantOf(scopes) };

    public override string ToString() => $"{Status}({Grant}{(Suspension is null ? "" : $"; {Suspension}")})";

    private static string GrantOf(IEnumerable<string> scopes) => string.Join(' ', scopes.Distinct().Order(StringComparer.Ordinal));
}

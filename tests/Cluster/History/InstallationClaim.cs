using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>An installation as it was shown.</summary>
/// <param name="State">What is stored.</param>
/// <param name="Effective">The effective scopes, as <see cref="InstallationState.Grant"/>.</param>
internal sealed record InstallationClaim(InstallationState State, string Effective) : IClaim<InstallationState>
{
    public bool? SaysAppSuspended => State.Status == "installed" && State.Grant.Length > 0 ? Effective.Length == 0 : null;

    public static InstallationClaim Of(JsonNode json) =>
        new(InstallationState.Of(json), string.Join(' ', json["effectiveScopes"]!.AsArray().Select(scope => (string)scope!)));

    public override string ToString() => $"{State}, effective ({Effective})";

    public bool Fits(InstallationState state) =>
        state == State && (Effective.Length == 0 || (state.Status == "installed" && Effective == state.Grant));
}

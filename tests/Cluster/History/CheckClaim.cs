namespace Registry.Cluster.Tests;

/// <summary>The answer to a check.</summary>
internal sealed record CheckClaim(string Scope, bool Allowed, string Reason) : IClaim<InstallationState>
{
    public bool? SaysAppSuspended => Reason == "not_installed" ? null : Reason == "app_suspended";

    public override string ToString() => $"{Scope} {Reason}";

    public bool Fits(InstallationState state) => Allowed == (Reason == "granted") && Reason switch
    {
        "granted" => state.Status == "installed" && state.Scopes.Contains(Scope),
        "scope_not_granted" => state.Status == "installed" && !state.Scopes.Contains(Scope),
        "installation_suspended" => state.Status == "suspended",
        "app_suspended" => state.IsThere,
        "not_installed" => !state.IsThere,
        _ => false,
    };
}

using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Where the pages of a workspace and its installations are. Addresses start with a slash.</summary>
public static class InstallationAddresses
{
    /// <summary>The apps of a workspace.</summary>
    public static string Of(WorkspaceId workspace) => $"/workspaces/{workspace}";

    /// <summary>What a workspace can install.</summary>
    public static string Install(WorkspaceId workspace) => $"/workspaces/{workspace}/install";

    /// <summary>What an app asks a workspace for.</summary>
    public static string Consent(InstallationKey key) => $"/workspaces/{key.Workspace}/install/{key.App}";

    /// <summary>An installation.</summary>
    public static string Of(InstallationKey key) => $"/workspaces/{key.Workspace}/installations/{key.App}";

    /// <summary>Its access tokens.</summary>
    public static string Tokens(InstallationKey key) => $"{Of(key)}/tokens";

    /// <summary>Its history.</summary>
    public static string History(InstallationKey key) => $"{Of(key)}/history";

    /// <summary>What it was at a time.</summary>
    public static string AsOf(InstallationKey key) => $"{Of(key)}/as-of";

    /// <summary>Why the app may or may not use a scope there.</summary>
    public static string Scope(InstallationKey key, ScopeId scope) => $"{Of(key)}/scopes/{Uri.EscapeDataString(scope.Value)}";
}

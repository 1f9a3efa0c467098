namespace Registry.Cluster.Tests;

/// <summary>Which app in which workspace.</summary>
internal readonly record struct InstallationAddress(string Workspace, string App)
{
    public string Path => $"/v1/workspaces/{Workspace}/installations/{App}";
}

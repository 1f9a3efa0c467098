namespace Registry.Traffic;

/// <summary>Where things are in the data of a run, and how workspaces are called.</summary>
internal static class Names
{
    /// <summary>As many digits for each, so that their order is that of their numbers.</summary>
    public static string Workspace(int number) => $"ws-{number:0000000}";

    public static string Installation(string workspace, string app) => $"/v1/workspaces/{workspace}/installations/{app}";

    public static string Scope(string workspace, string app, string scope) => $"{Installation(workspace, app)}/scopes/{scope}";
}

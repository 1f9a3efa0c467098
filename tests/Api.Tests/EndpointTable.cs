namespace Registry.Api.Tests;

/// <summary>Every call of the contract: who may make it, and a body that it takes.</summary>
internal static class EndpointTable
{
    private const string Suspension = """{"reason":"Misbehaves"}""";
    private const string Webhook = """{"url":"https://fin.example/hooks","topics":[]}""";
    private const string Installation = "/v1/workspaces/{workspace}/installations/{app}";

    public static readonly EndpointRow[] Rows =
    [
        new("GET", "/v1/catalog", "operator service workspace_admin developer"),
        new("PUT", "/v1/apps/{app}", "operator developer", """{"name":"Fin reports","developer":"{developer}","visibility":"private"}"""),
        new("GET", "/v1/apps/{app}", "operator developer service"),
        new("GET", "/v1/apps", "operator developer"),
        new("PUT", "/v1/apps/{app}/scopes", "operator developer", """{"scopes":[]}"""),
        new("PUT", "/v1/apps/{app}/webhook", "operator developer", Webhook),
        new("POST", "/v1/apps/{app}/submit", "developer"),
        new("POST", "/v1/apps/{app}/review", "operator", """{"decision":"approve"}"""),
        new("PUT", "/v1/apps/{app}/suspension", "operator", Suspension),
        new("DELETE", "/v1/apps/{app}/suspension", "operator"),
        new("GET", "/v1/apps/{app}/versions", "operator developer"),
        new("GET", "/v1/apps/{app}/installations", "operator developer service"),
        new("PUT", Installation, "operator workspace_admin", "{}"),
        new("GET", Installation, "operator workspace_admin service"),
        new("GET", "/v1/workspaces/{workspace}/installations", "operator workspace_admin service"),
        new("DELETE", Installation, "operator workspace_admin"),
        new("PUT", Installation + "/scopes", "operator workspace_admin", """{"scopes":[]}"""),
        new("PUT", Installation + "/scopes/{scope}", "operator workspace_admin"),
        new("DELETE", Installation + "/scopes/{scope}", "operator workspace_admin"),
        new("PUT", Installation + "/topics/{topic}", "operator workspace_admin"),
        new("DELETE", Installation + "/topics/{topic}", "operator workspace_admin"),
        new("PUT", Installation + "/suspension", "operator workspace_admin", Suspension),
        new("DELETE", Installation + "/suspension", "operator workspace_admin"),
        new("GET", Installation + "/history", "operator workspace_admin"),
        new("GET", Installation + "/scopes/{scope}", "operator service workspace_admin"),
        new("GET", Installation + "/scopes", "operator service workspace_admin"),
        new("POST", "/v1/checks", "operator service workspace_admin", """{"checks":[{"workspace":"{workspace}","app":"{app}","scope":"read_tags"}]}"""),
        new("POST", "/v1/workspaces/{workspace}/events", "operator service", """{"topic":"company.created","data":{}}"""),
        new("GET", "/v1/apps/{app}/deliveries", "operator developer"),
        new("GET", "/v1/apps/{app}/deliveries/{delivery}", "operator developer"),
        new("POST", "/v1/apps/{app}/deliveries/{delivery}/replay", "operator developer"),
        new("POST", "/v1/apps/{app}/replays", "operator developer", """{"since":"2024-11-20T00:00:00Z"}"""),
        new("GET", "/v1/apps/{app}/replays", "operator developer"),
        new("GET", "/v1/apps/{app}/replays/{replay}", "operator developer"),
        new("POST", "/v1/apps/{app}/replays/{replay}/cancel", "operator developer"),
        new("GET", "/v1/apps/{app}/webhook", "operator developer"),
        new("POST", "/v1/apps/{app}/webhook/ping", "operator developer"),
        new("POST", "/v1/apps/{app}/webhook/secret", "operator developer"),
    ];

    /// <summary>For theories: the index of each row, shown with its method and route.</summary>
    public static TheoryData<string> Names => [.. Rows.Select(row => row.ToString())];

    public static EndpointRow Find(string name) => Rows.Single(row => row.ToString() == name);
}

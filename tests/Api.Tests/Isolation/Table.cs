namespace Registry.Api.Tests.Isolation;

/// <summary>
/// What is expected of every endpoint that the service lists: the one table that the tests of isolation go by. A new endpoint
/// needs a row here, and each form of a page needs one too.
/// </summary>
internal static class Table
{
    private const string All = "operator service workspace_admin developer";
    private const string AppReaders = "operator service developer";
    private const string Owner = "operator developer";
    private const string Operator = "operator";
    private const string WorkspaceReaders = "operator service workspace_admin";
    private const string Admin = "operator workspace_admin";
    private const string App = "/v1/apps/{app}";
    private const string Workspace = "/v1/workspaces/{workspace}";
    private const string Developer = "/v1/developers/{developer}";
    private const string Installation = Workspace + "/installations/{app}";
    private const string InstallationPage = "/workspaces/{Workspace}/installations/{App}";

    private const string Suspension = """{"reason":"Misbehaves"}""";
    private const string Forced = "read_admins read_and_list_users_and_companies read_conversations read_data_when_entered_into_the_app";
    private const string Definition = """{"name":"Taken over","visibility":"private","developer":"{developer}"}""";

    public static readonly Row[] Rows =
    [
        // The API:  endpoint, door, who may, own, missing for those who reach everything
        new("GET /v1/catalog", Door.Api, All, "200"),
        new("GET /v1/apps", Door.Api, Owner, "200"),
        new($"PUT {App}", Door.Api, Owner, "200", 201) { Registers = 201, Body = Definition },
        new($"GET {App}", Door.Api, AppReaders, "200"),
        new($"PUT {App}/scopes", Door.Api, Owner, "200") { Body = $$"""{"scopes":[{{string.Join(',', Forced.Split(' ').Select(scope => $$"""{"id":"{{scope}}"}"""))}}]}""" },
        new($"PUT {App}/webhook", Door.Api, Owner, "200") { Body = """{"url":"https://taken.example/hooks","topics":[]}""" },
        new($"PUT {App}/oauth", Door.Api, Owner, "200") { Body = """{"redirectUris":["https://taken.example/installed"]}""" },
        new($"POST {App}/client-secrets", Door.Api, Owner, "200 409"),
        new($"DELETE {App}/client-secrets/{{secret}}", Door.Api, Owner, "200"),
        new($"POST {App}/submit", Door.Api, "developer", "409"),
        new($"POST {App}/review", Door.Api, Operator, "409") { Body = """{"decision":"approve"}""" },
        new($"PUT {App}/suspension", Door.Api, Operator, "200") { Body = Suspension },
        new($"DELETE {App}/suspension", Door.Api, Operator, "200"),
        new($"GET {App}/versions", Door.Api, Owner, "200"),
        new($"GET {App}/installations", Door.Api, AppReaders, "200"),
        new($"GET {Workspace}/installations", Door.Api, WorkspaceReaders, "200", 200),
        new($"PUT {Installation}", Door.Api, Admin, "200") { Body = "{}" },
        new($"GET {Installation}", Door.Api, WorkspaceReaders, "200"),
        new($"DELETE {Installation}", Door.Api, Admin, "200"),
        new($"PUT {Installation}/scopes", Door.Api, Admin, "200") { Body = $$"""{"scopes":[{{string.Join(',', Forced.Split(' ').Select(scope => $"\"{scope}\""))}}]}""" },
        new($"PUT {Installation}/scopes/{{scope}}", Door.Api, Admin, "200"),
        new($"DELETE {Installation}/scopes/{{scope}}", Door.Api, Admin, "200"),
        new($"PUT {Installation}/topics/{{topic}}", Door.Api, Admin, "200"),
        new($"DELETE {Installation}/topics/{{topic}}", Door.Api, Admin, "200"),
        new($"PUT {Installation}/suspension", Door.Api, Admin, "200") { Body = Suspension },
        new($"DELETE {Installation}/suspension", Door.Api, Admin, "200"),
        new($"GET {Installation}/tokens", Door.Api, Admin, "200"),
        new($"PUT {Installation}/tokens/{{token}}", Door.Api, Admin, "200 404") { Body = """{"name":"Taken over"}""" },
        new($"DELETE {Installation}/tokens/{{token}}", Door.Api, Admin, "200"),
        new($"GET {Installation}/history", Door.Api, Admin, "200"),
        new($"GET {Installation}/as-of", Door.Api, Admin, "200") { Query = "?time=2026-11-20T00:00:00Z" },
        new($"GET {Installation}/scopes/{{scope}}", Door.Api, WorkspaceReaders, "200", 200) { Within = 200 },
        new($"GET {Installation}/scopes", Door.Api, WorkspaceReaders, "200", 200) { Within = 200 },
        new("POST /v1/checks", Door.Api, WorkspaceReaders, "200", 200) { Within = 200, Body = """{"checks":[{"workspace":"{workspace}","app":"{app}","scope":"read_tags"}]}""" },
        new("POST /v1/token-reports", Door.Api, "operator service", "200") { Body = """{"tokens":["registry_at_nothing"],"source":"https://code.example"}""" },
        new($"POST {Workspace}/events", Door.Api, "operator service", "202", 202) { Body = """{"topic":"company.created","data":{}}""" },
        new($"GET {App}/deliveries", Door.Api, Owner, "200"),
        new($"GET {App}/deliveries/{{delivery}}", Door.Api, Owner, "200"),
        new($"POST {App}/deliveries/{{delivery}}/replay", Door.Api, Owner, "409"),
        new($"POST {App}/replays", Door.Api, Owner, "202 409") { Body = """{"since":"2024-11-20T00:00:00Z"}""" },
        new($"GET {App}/replays", Door.Api, Owner, "200"),
        new($"GET {App}/replays/{{replay}}", Door.Api, Owner, "200"),
        new($"POST {App}/replays/{{replay}}/cancel", Door.Api, Owner, "200 409"),
        new($"GET {App}/webhook", Door.Api, Owner, "200"),
        new($"POST {App}/webhook/ping", Door.Api, Owner, "200"),
        new($"POST {App}/webhook/secret", Door.Api, Owner, "200"),
        new($"GET {Workspace}/audit", Door.Api, Admin, "200", 200),
        new($"GET {Workspace}/audit/export", Door.Api, Admin, "200", 200),
        new($"GET {Workspace}/audit/verification", Door.Api, Admin, "200", 200),
        new($"GET {Developer}/audit", Door.Api, Owner, "200", 200),
        new($"GET {Developer}/audit/export", Door.Api, Owner, "200", 200),
        new($"GET {Developer}/audit/verification", Door.Api, Owner, "200", 200),
        new("GET /v1/audit", Door.Api, Operator, "200"),
        new("GET /v1/audit/export", Door.Api, Operator, "200"),
        new("GET /v1/audit/verification", Door.Api, Operator, "200"),

        // The pages of the Hub, and their forms.
        new("GET /apps", Door.Page, Owner, "200"),
        new("POST /apps", Door.Page, Owner, "400"),
        new("GET /apps/new", Door.Page, Owner, "200"),
        new("POST /apps/new", Door.Page, Owner, "200", 302) { Beyond = 200, Registers = 302, Form = "app", Body = "app={app}&developer={developer}&name=Taken+over&visibility=private" },
        new("GET /apps/{appText}", Door.Page, Owner, "200"),
        new("POST /apps/{appText}", Door.Page, Owner, "302") { Form = "settings", Body = "name=Taken+over&visibility=private" },
        new("POST /apps/{appText}", Door.Page, Owner, "302") { Withheld = "developer", Form = "suspension", Body = "reason=Misbehaves" },
        new("POST /apps/{appText}", Door.Page, Owner, "400") { Form = "lift" }, // It is there while the app is suspended.
        new("GET /apps/{appText}/authorization", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/authorization", Door.Page, Owner, "302") { Form = "scopes", Body = "step=save&scope=read_tags" },
        new("GET /apps/{appText}/oauth", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/oauth", Door.Page, Owner, "302") { Form = "oauth", Body = "uris=https%3A%2F%2Ftaken.example%2Finstalled" },
        new("POST /apps/{appText}/oauth", Door.Page, Owner, "302") { Form = "revoke", Body = "secret={secret}" },
        new("POST /apps/{appText}/oauth", Door.Page, Owner, "200 400") { Form = "make" },
        new("GET /apps/{appText}/review", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/review", Door.Page, Owner, "200 400 404") { Form = "submit" },
        new("GET /apps/{appText}/versions", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/versions", Door.Page, Owner, "400"),
        new("GET /apps/{appText}/webhooks", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/webhooks", Door.Page, Owner, "302") { Form = "webhook", Body = "url=https%3A%2F%2Ftaken.example%2Fhooks&profile=standard" },
        new("POST /apps/{appText}/webhooks", Door.Page, Owner, "200") { Form = "ping" },
        new("POST /apps/{appText}/webhooks", Door.Page, Owner, "200") { Form = "secret" },
        new("GET /apps/{appText}/installations", Door.Page, AppReaders, "200"),
        new("POST /apps/{appText}/installations", Door.Page, AppReaders, "400"),
        new("GET /apps/{appText}/installations/{workspaceText}", Door.Page, AppReaders, "200"),
        new("POST /apps/{appText}/installations/{workspaceText}", Door.Page, AppReaders, "400"),
        new("GET /apps/{appText}/deliveries", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/deliveries", Door.Page, Owner, "200 302") { Form = "replay", Body = "since=2024-11-20T00%3A00" },
        new("POST /apps/{appText}/deliveries", Door.Page, Owner, "200 302 400") { Form = "cancel", Body = "replay=1" },
        new("GET /apps/{appText}/deliveries/{deliveryText}", Door.Page, Owner, "200"),
        new("POST /apps/{appText}/deliveries/{deliveryText}", Door.Page, Owner, "200 400") { Form = "replay" },
        new("GET /workspaces/{Workspace}", Door.Page, WorkspaceReaders, "200", 200),
        new("POST /workspaces/{Workspace}", Door.Page, WorkspaceReaders, "400", 400),
        new("GET /workspaces/{Workspace}/install", Door.Page, Admin, "200", 200),
        new("POST /workspaces/{Workspace}/install", Door.Page, Admin, "302", 200) { Within = 200, Form = "find", Body = "app={app}" },
        new("GET /workspaces/{Workspace}/install/{App}", Door.Page, Admin, "200"),
        new("POST /workspaces/{Workspace}/install/{App}", Door.Page, Admin, "200 302") { Form = "consent", Body = "step=do&offer=1&scope=read_tags" },
        new($"GET {InstallationPage}", Door.Page, Admin, "200"),
        new($"POST {InstallationPage}", Door.Page, Admin, "302") { Form = "installation", Body = "act=uninstall" },
        new($"GET {InstallationPage}/tokens", Door.Page, Admin, "200"),
        new($"POST {InstallationPage}/tokens", Door.Page, Admin, "302 400") { Form = "tokens", Body = "revoke={token}" }, // It is there while there are tokens.
        new($"GET {InstallationPage}/history", Door.Page, Admin, "200"),
        new($"POST {InstallationPage}/history", Door.Page, Admin, "400"),
        new($"GET {InstallationPage}/as-of", Door.Page, Admin, "200"),
        new($"POST {InstallationPage}/as-of", Door.Page, Admin, "400"),
        new($"GET {InstallationPage}/scopes/{{Scope}}", Door.Page, WorkspaceReaders, "200", 200) { Within = 200 },
        new($"POST {InstallationPage}/scopes/{{Scope}}", Door.Page, WorkspaceReaders, "302", 200) { Within = 200, Form = "mend", Body = "revoke=read_tags" },
        new("GET /reviews", Door.Page, Operator, "200"),
        new("POST /reviews", Door.Page, Operator, "400"),
        new("GET /reviews/{AppText}", Door.Page, Operator, "200"),
        new("POST /reviews/{AppText}", Door.Page, Operator, "200 400") { Form = "decision", Body = "decision=approve" },
        new("GET /search", Door.Page, Operator, "200"),
        new("POST /search", Door.Page, Operator, "400"),
        new("GET /audit/workspaces/{Workspace}", Door.Page, Admin, "200", 200),
        new("POST /audit/workspaces/{Workspace}", Door.Page, Admin, "400", 400),
        new("GET /audit/workspaces/{Workspace}/export", Door.Script, Admin, "200", 200),
        new("GET /audit/developers/{Developer}", Door.Page, Owner, "200", 200),
        new("POST /audit/developers/{Developer}", Door.Page, Owner, "400", 400),
        new("GET /audit/developers/{Developer}/export", Door.Script, Owner, "200", 200),
        new("GET /audit", Door.Page, Operator, "200"),
        new("POST /audit", Door.Page, Operator, "400"),
        new("GET /audit/export", Door.Script, Operator, "200"),
        new("GET /catalog", Door.Page, All, "200"),
        new("POST /catalog", Door.Page, All, "400"),
        new("GET /cluster", Door.Page, Operator, "200"),
        new("POST /cluster", Door.Page, Operator, "400"),
        new("GET /cluster/points", Door.Script, Operator, "200"),
        new("GET /oauth/consent", Door.Page, All, "200"),
        new("POST /oauth/consent", Door.Page, All, "400"),
        new("GET /oauth/try", Door.Page, "developer", "200"),
        new("POST /oauth/try", Door.Page, "developer", "200") { Form = "try", Body = "workspace={workspace}" },
        new("GET /sign-out", Door.Page, All, "200"),
        new("POST /sign-out", Door.Page, All, "302") { Form = "sign-out" },

        // What is there for everybody.
        new("GET /", Door.Open, "", "302"),
        new("POST /", Door.Open, "", "302 400"),
        new("GET /sign-in", Door.Open, "", "200"),
        new("POST /sign-in", Door.Open, "", "400"),
        new("GET /sign-in/external", Door.Open, "", "302"),
        new("GET /v1/authorize", Door.Open, "", "401") { Query = "?scope=read_tags" },
        new("* /v1/authorize/{scope}/{**path}", Door.Open, "", "401") { Path = "/v1/authorize/read_tags/tags/7" },
        new("GET /oauth/authorize", Door.Open, "", "400"),
        new("POST /oauth/authorize", Door.Open, "", "400"),
        new("POST /oauth/token", Door.Open, "", "400"),
        new("GET /oauth/try/app", Door.Open, "", "200"),
        new("POST /oauth/try/app", Door.Open, "", "400"),
        new("GET /health/live", Door.Open, "", "200"),
        new("GET /health/ready", Door.Open, "", "200"),
        new("* /metrics", Door.Open, "", "200"),
        new("GET /openapi/v1.json", Door.Open, "", "200"),
        new("GET /docs/{documentName?}", Door.Open, "", "200") { Path = "/docs/" },
        new("GET /docs/scalar.js", Door.Open, "", "200") { IsDear = true },
        new("GET /docs/scalar.aspnetcore.js", Door.Open, "", "200"),
        new("GET /docs/favicon.svg", Door.Open, "", "200"),
        new("GET /_content/{file}", Door.Open, "", "200") { Path = "/_content/Registry.Hub/hub.js" },
        new("HEAD /_content/{file}", Door.Open, "", "200") { Path = "/_content/Registry.Hub/hub.js" },
        new("GET /_framework/{file}", Door.Open, "", "200") { Path = "/_framework/blazor.web.js" },
        new("HEAD /_framework/{file}", Door.Open, "", "200") { Path = "/_framework/blazor.web.js" },
        new("GET /_framework/opaque-redirect", Door.Open, "", "400"),

        // The dashboard of Orleans, where it is switched on. It answers 500 about a silo that there is not.
        new("GET /dashboard", Door.Dashboard, Operator, "200") { Path = "/dashboard/" },
        new("GET /dashboard/index.html", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/favicon.ico", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/index.min.js", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/index.css", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/fonts/{**path}", Door.Dashboard, Operator, "404") { Path = "/dashboard/fonts/none" },
        new("GET /dashboard/img/{**path}", Door.Dashboard, Operator, "404") { Path = "/dashboard/img/none" },
        new("GET /dashboard/version", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/DashboardCounters", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/ClusterStats", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/Reminders", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/Reminders/{page:int}", Door.Dashboard, Operator, "200") { Path = "/dashboard/Reminders/1" },
        new("GET /dashboard/HistoricalStats/{*path}", Door.Dashboard, Operator, "500") { Path = "/dashboard/HistoricalStats/none" },
        new("GET /dashboard/SiloProperties/{*address}", Door.Dashboard, Operator, "500") { Path = "/dashboard/SiloProperties/none" },
        new("GET /dashboard/SiloMetadata/{*address}", Door.Dashboard, Operator, "500") { Path = "/dashboard/SiloMetadata/none" },
        new("GET /dashboard/SiloStats/{*address}", Door.Dashboard, Operator, "200") { Path = "/dashboard/SiloStats/none" },
        new("GET /dashboard/SiloCounters/{*address}", Door.Dashboard, Operator, "500") { Path = "/dashboard/SiloCounters/none" },
        new("GET /dashboard/GrainStats/{*grainName}", Door.Dashboard, Operator, "200") { Path = "/dashboard/GrainStats/none" },
        new("GET /dashboard/TopGrainMethods", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/GrainState", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/LifecycleStages", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/GrainTypes", Door.Dashboard, Operator, "200"),
        new("GET /dashboard/Trace", Door.Dashboard, Operator, "200") { Streams = true },
    ];

    /// <summary>For theories: each row by its name.</summary>
    public static TheoryData<string> Names => NamesOf(_ => true);

    /// <summary>The rows that a tenant may call about something.</summary>
    public static TheoryData<string> TenantNames => NamesOf(row =>
        (row.Roles.Contains("developer") && row.Names("app")) || (row.Roles.Contains("workspace_admin") && row.Names("workspace")));

    public static TheoryData<string> ClosedNames => NamesOf(row => row.Door != Door.Open);

    public static TheoryData<string> OpenNames => NamesOf(row => row.Door == Door.Open);

    public static Row Find(string name) => Rows.Single(row => row.ToString() == name);

    private static TheoryData<string> NamesOf(Func<Row, bool> wanted) => [.. Rows.Where(wanted).Select(row => row.ToString())];
}

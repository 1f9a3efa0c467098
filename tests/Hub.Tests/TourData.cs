namespace Registry.Hub.Tests;

/// <summary>A small marketplace to look at, and the pages from which it is worth looking at.</summary>
internal sealed class TourData
{
    private const string Developer = "dev_fin";

    private const string Workspace = "ws_acme";

    /// <summary>Who signs in, and the pages that are shown then: the name of the picture and the address.</summary>
    public IReadOnlyList<(Func<Visitor, Task> SignIn, IReadOnlyList<(string Name, string Path)> Pages)> Pages { get; } =
    [
        (_ => Task.CompletedTask, [("sign-in", "/sign-in")]),
        (visitor => visitor.SignInAsDeveloperAsync(Developer),
        [
            ("apps", "/apps"), ("new-app", "/apps/new"), ("app", "/apps/fin-reports"), ("authorization", "/apps/fin-reports/authorization"), ("oauth", "/apps/fin-reports/oauth"), ("try", "/oauth/try"), ("webhooks", "/apps/fin-reports/webhooks"),
            ("deliveries", "/apps/fin-reports/deliveries"), ("app-installations", "/apps/fin-reports/installations"), ("versions", "/apps/fin-reports/versions"), ("review-state", "/apps/inbox-helper/review"),
        ]),
        (visitor => visitor.SignInAsAdminAsync(Workspace),
        [
            ("workspace", $"/workspaces/{Workspace}"), ("install", $"/workspaces/{Workspace}/install"), ("consent", $"/workspaces/{Workspace}/install/ticket-board"),
            ("installation", $"/workspaces/{Workspace}/installations/fin-reports"), ("history", $"/workspaces/{Workspace}/installations/fin-reports/history"),
            ("denied", $"/workspaces/{Workspace}/installations/fin-reports/scopes/read_events"), ("as-of", $"/workspaces/{Workspace}/installations/fin-reports/as-of"),
            ("audit", $"/audit/workspaces/{Workspace}?verify=true"),
        ]),
        (visitor => visitor.SignInAsOperatorAsync(), [("reviews", "/reviews"), ("review", "/reviews/inbox-helper"), ("search", "/search?q=fin"), ("platform-audit", "/audit"), ("cluster", "/cluster")]),
    ];

    private HttpCaller service = null!;

    public static async Task<TourData> MakeAsync(RegistryServer server)
    {
        var data = new TourData();
        var developer = new HttpCaller(server.Client, server.Token(["developer"], developer: Developer));
        var admin = new HttpCaller(server.Client, server.Token(["workspace_admin"], workspace: Workspace));
        var operators = new HttpCaller(server.Client, server.Token(["operator"]));
        data.service = new HttpCaller(server.Client, server.Token(["service"]));

        (await developer.PutAsync("/v1/apps/fin-reports", """
            { "name": "Fin reports", "visibility": "private", "workspaces": ["ws_acme", "ws_globex", "ws_initech"], "capabilities": ["canvas_kit"],
              "scopes": [{ "id": "read_tags", "reason": "Shows tags in the report" }, { "id": "read_tickets", "reason": "Counts tickets" }],
              "webhook": { "url": "https://fin.example/hooks", "topics": ["ticket.created", "conversation.user.created"] } }
            """)).Is(201);
        foreach (var workspace in new[] { "ws_acme", "ws_globex", "ws_initech" })
        {
            (await operators.PutAsync($"/v1/workspaces/{workspace}/installations/fin-reports")).Is(201);
        }

        (await developer.PutAsync("/v1/apps/fin-reports/scopes", """
            { "scopes": [{ "id": "read_tags", "reason": "Shows tags in the report" }, { "id": "read_tickets", "reason": "Counts tickets" }, { "id": "read_events", "reason": "Draws the timeline" },
              { "id": "read_admins" }, { "id": "read_conversations" }, { "id": "read_and_list_users_and_companies" }, { "id": "read_data_when_entered_into_the_app" }] }
            """)).Is(200);
        (await admin.DeleteAsync("/v1/workspaces/ws_acme/installations/fin-reports/scopes/read_tickets")).Is(200);
        (await admin.DeleteAsync("/v1/workspaces/ws_acme/installations/fin-reports/topics/conversation.user.created")).Is(200);
        (await developer.PutAsync("/v1/apps/inbox-helper", """
            { "name": "Inbox helper", "visibility": "public",
              "scopes": [{ "id": "read_conversations", "reason": "Suggests an answer" }, { "id": "write_conversations", "reason": "Puts the answer in place" }, { "id": "write_tags", "reason": "Marks what it answered" }],
              "webhook": { "url": "https://inbox.example/hooks", "topics": ["conversation.user.created"] } }
            """)).Is(201);
        (await developer.PostAsync("/v1/apps/inbox-helper/submit")).Is(200);
        (await developer.PutAsync("/v1/apps/ticket-board", """
            { "name": "Ticket board", "visibility": "public", "capabilities": ["canvas_kit"],
              "scopes": [{ "id": "read_tickets", "reason": "Lists tickets by state" }, { "id": "write_tickets", "reason": "Moves a ticket to another state" }],
              "webhook": { "url": "https://board.example/hooks", "topics": ["ticket.created", "ticket.closed"] } }
            """)).Is(201);
        (await developer.PostAsync("/v1/apps/ticket-board/submit")).Is(200);
        (await operators.PostAsync("/v1/apps/ticket-board/review", """{ "decision": "approve" }""")).Is(200);
        (await data.service.PostAsync("/v1/workspaces/ws_globex/events", """{ "topic": "ticket.created", "data": { "type": "ticket", "id": "t_1" } }""")).Is(202);
        return data;
    }

    /// <summary>Waits for what a page shows a little later.</summary>
    public async Task ReadyAsync(Visitor visitor, string name)
    {
        if (name == "cluster")
        {
            var now = visitor.Page.Locator("[data-chart=checks] [data-now]");
            await Until.TrueAsync(async () =>
            {
                (await service.GetAsync("/v1/workspaces/ws_acme/installations/fin-reports/scopes/read_tags")).Is(200);
                (await service.GetAsync("/v1/workspaces/ws_acme/installations/fin-reports/scopes/read_tickets")).Is(200);
                return (await now.TextContentAsync())!.Contains("granted", StringComparison.Ordinal);
            });
        }
    }
}

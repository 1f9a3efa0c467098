namespace Registry.Api.Tests;

/// <summary>A developer with an app and a workspace of a test's own, and everybody who may call about them.</summary>
internal sealed class Scene
{
    private readonly RegistryServer server;

    public Scene(RegistryServer server)
    {
        this.server = server;
        var unique = NewId();
        App = $"app-{unique}";
        Workspace = $"ws_{unique}";
        DeveloperId = $"dev_{unique}";
        Developer = As(server.Token(["developer"], developer: DeveloperId));
        Admin = As(server.Token(["workspace_admin"], workspace: Workspace));
        Operator = As(server.Token(["operator"]));
        Service = As(server.Token(["service"]));
        Nobody = As(null);
    }

    public string App { get; }

    public string Workspace { get; }

    public string DeveloperId { get; }

    public string AppPath => $"/v1/apps/{App}";

    public string InstallationPath => $"/v1/workspaces/{Workspace}/installations/{App}";

    public HttpCaller Developer { get; }

    public HttpCaller Admin { get; }

    public HttpCaller Operator { get; }

    public HttpCaller Service { get; }

    public HttpCaller Nobody { get; }

    /// <summary>What makes an id one of a test's own.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N")[..12];

    public HttpCaller As(string? token) => new(server.Client, token);

    /// <summary>A private app that requests two scopes freely and, with <c>canvas_kit</c>, four by force.</summary>
    public string AppBody(string visibility = "private", string scopes = """{"id":"read_tags","reason":"Shows tags"},{"id":"read_events","reason":"Counts events"}""") => $$"""
        { "name": "Fin reports", "visibility": "{{visibility}}", "workspaces": ["{{Workspace}}"], "capabilities": ["canvas_kit"],
          "scopes": [{{scopes}}],
          "webhook": { "url": "https://fin.example/hooks", "topics": ["company.created"] } }
        """;

    public async Task<Answer> RegisterAsync(string visibility = "private") => (await Developer.PutAsync(AppPath, AppBody(visibility))).Is(201);

    public async Task<Answer> InstallAsync()
    {
        await RegisterAsync();
        return (await Admin.PutAsync(InstallationPath)).Is(201);
    }
}

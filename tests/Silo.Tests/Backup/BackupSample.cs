using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>A registry with something of everything, made by its own grains.</summary>
internal sealed class BackupSample(IGrainFactory grains)
{
    // More than an export reads ahead and more than an import stores at once.
    private const int LongHistory = 210;

    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DeveloperId Developer = DeveloperId.Parse("dev_fin");

    public static ImmutableArray<AppId> Apps { get; } =
        [.. new[] { "-y", "01a", "1A", "1a", "draft", "fin", "market", "rejected", "stopped", "waiting", "_x" }.Select(id => AppId.Parse(id))];

    public static ImmutableArray<WorkspaceId> Workspaces { get; } =
        [.. new[] { "1A", "1a", "ws_a", "ws_b", "ws_c", "ws_d", "ws_e" }.Select(id => WorkspaceId.Parse(id))];

    /// <summary>Access tokens that an installation has.</summary>
    public static ImmutableArray<AccessTokenProof> Tokens { get; } =
        [.. Enumerable.Range(1, 3).Select(number => new AccessTokenProof(AccessTokenId.Parse($"00000000000000a{number}"), $"hash {number}"))];

    public async Task MakeAsync()
    {
        foreach (var app in Apps)
        {
            await PutAsync(app, app.Value is "market" or "rejected" or "waiting" ? AppVisibility.Public : AppVisibility.Private, "read_tags", "read_tickets");
        }

        await ReviewAsync();
        await InstallAsync();
        await IssueTokensAsync();
        await ChangeAppsAsync();
    }

    private static ChangeContext By(string actor, string? key = null) =>
        new(actor, $"request of {actor}, \"quoted\", größer", Idempotency: key is null ? null : new(key, "fingerprint"));

    private static void Accepted(AppResult result) => Assert.IsType<AppResult.Accepted>(result);

    private static void Accepted(InstallationResult result) => Assert.IsType<InstallationResult.Accepted>(result);

    private static ImmutableArray<RequestedScope> Scopes(params string[] scopes) =>
        [.. scopes.Select(scope => new RequestedScope(ScopeId.Parse(scope), $"Why <{scope}> isn't optional"))];

    private IInstallationGrain Installation(string workspace, string app) =>
        grains.GetInstallation(new(WorkspaceId.Parse(workspace), AppId.Parse(app)));

    private IAppGrain App(string app) => grains.GetApp(AppId.Parse(app));

    private async Task PutAsync(AppId app, AppVisibility visibility, params string[] scopes) => Accepted(await grains.GetApp(app).PutAsync(
        new()
        {
            Name = $"Bücher & \"{app}\"\u2028",
            Developer = app.Value == "_x" ? DeveloperId.Parse("dev_other") : Developer,
            Visibility = visibility,
            Workspaces = visibility == AppVisibility.Private ? Workspaces : [],
            Capabilities = app.Value == "fin" ? [CapabilityId.Parse("canvas_kit")] : [],
            Scopes = Scopes(scopes),
            Webhook = new("https://fin.example/hooks", [TopicId.Parse("ticket.created")]),
        },
        By("developer:dev_fin", $"put-{app}")));

    private async Task ReviewAsync()
    {
        foreach (var app in new[] { "market", "rejected" })
        {
            // Forced scopes of no capability: every scope has its reason.
            Accepted(await App(app).SubmitAsync(By("developer:dev_fin")));
            Accepted(await App(app).ReviewAsync(new(app == "market", app == "market" ? [] : ["Too much", "Too little"]), By("operator")));
        }

        Accepted(await App("waiting").SubmitAsync(By("developer:dev_fin")));
    }

    private async Task InstallAsync()
    {
        foreach (var (workspace, app) in new[] { ("ws_a", "fin"), ("ws_b", "fin"), ("ws_c", "fin"), ("ws_d", "fin"), ("ws_a", "market"), ("ws_a", "stopped"), ("1a", "1a"), ("1A", "1A"), ("1a", "1A"), ("1A", "01a"), ("ws_a", "_x"), ("ws_a", "-y") })
        {
            Accepted(await Installation(workspace, app).InstallAsync(new(), By($"workspace_admin:{workspace}", "install")));
        }

        Accepted(await Installation("ws_b", "fin").SuspendAsync("Payment is due", By("operator")));
        Accepted(await Installation("ws_c", "fin").UninstallAsync(By("workspace_admin:ws_c")));
        Accepted(await Installation("ws_a", "market").UninstallAsync(By("workspace_admin:ws_a")));
        Accepted(await Installation("ws_a", "market").InstallAsync(new([ScopeId.Parse("read_tags")]), By("workspace_admin:ws_a")));
        Accepted(await Installation("ws_a", "_x").RevokeScopeAsync(ScopeId.Parse("read_tickets"), By("workspace_admin:ws_a")));
        var topic = TopicId.Parse("ticket.created");
        for (var i = 1; i < LongHistory; i++)
        {
            Accepted(i % 2 == 1
                ? await Installation("ws_d", "fin").DisableTopicAsync(topic, By("workspace_admin:ws_d"))
                : await Installation("ws_d", "fin").EnableTopicAsync(topic, By("workspace_admin:ws_d")));
        }
    }

    // One that is good until it is revoked, one that expires, and one that expires and was refreshed since.
    private async Task IssueTokensAsync()
    {
        var installation = Installation("ws_a", "market");
        foreach (var (number, token) in Tokens.Index())
        {
            var issued = new NewAccessToken(token.Id, token.Hash, AuthorizationCodeId.Parse(token.Id.Value), Later, (await installation.GetAsync())!.InstalledAt, number > 0 ? Pair(number == 2 ? "before" : token.Hash) : null);
            Accepted(await installation.IssueTokenAsync(issued, By("workspace_admin:ws_a")));
        }

        Assert.IsType<RefreshResult.Refreshed>(await installation.RefreshTokenAsync(Tokens[2].Id, "refresh before", Pair(Tokens[2].Hash), By("app:market")));

        static TokenPair Pair(string hash) => new(hash, Later, $"refresh {hash}", Later);
    }

    private async Task ChangeAppsAsync()
    {
        // A scope that installations hold is dropped, another one waits for consent; what was approved stays live.
        await PutAsync(AppId.Parse("fin"), AppVisibility.Private, "read_tags", "write_tags");
        Accepted(await App("market").SetScopesAsync(Scopes("read_tags", "read_tickets", "write_tickets"), By("developer:dev_fin")));
        Accepted(await App("stopped").SuspendAsync("It misbehaves", By("operator")));

        // What checks of an observer would note sooner or later; of the other apps no scope is used.
        foreach (var app in Apps.Where(app => app.Value is not ("draft" or "rejected" or "waiting")))
        {
            await grains.GetApp(app).RecordScopeUseAsync([.. (await grains.GetApp(app).GetAsync(null))!.Scopes.Select(scope => scope.Id)]);
        }
    }
}

namespace Registry.Grains.Interfaces.Tests;

/// <summary>One value of every serialized contract type, with every member set to something else than its default.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly AppId FinReports = AppId.Parse("fin-reports");
    private static readonly WorkspaceId Acme = WorkspaceId.Parse("ws_acme");
    private static readonly DeveloperId Fin = DeveloperId.Parse("dev_fin");
    private static readonly CapabilityId CanvasKit = CapabilityId.Parse("canvas_kit");
    private static readonly ScopeId ReadTags = ScopeId.Parse("read_tags");
    private static readonly ScopeId ReadAdmins = ScopeId.Parse("read_admins");
    private static readonly TopicId Ping = TopicId.Parse("ping");
    private static readonly TopicId Created = TopicId.Parse("company.created");
    private static readonly InstallationKey Key = new(Acme, FinReports);
    private static readonly Suspension Suspended = new("Leaks data", "operator", Noon);
    private static readonly TopicNeed Need = new(Created, [ReadTags, ReadAdmins]);
    private static readonly IdempotencyKey Idempotency = new("operator\nk1", "ab12");
    private static readonly Precondition IfMatch = new(true, [3, 4]);

    private static readonly AppScope SelectedScope = new(ReadTags, "Shows tags", [CanvasKit]);
    private static readonly AppTopic SubscribedTopic = new(Created, AppTopicState.MissingScope, [ReadTags]);
    private static readonly AppWebhook Webhook = new("https://fin.example/hooks", [SubscribedTopic], RetryProfile.SingleRetry, Noon);
    private static readonly WebhookDefinition WebhookToBe = new("https://fin.example/hooks", [Created, Ping], RetryProfile.SingleRetry);
    private static readonly RequestedScope Request = new(ReadTags, "Shows tags");
    private static readonly LiveVersion Live = new(2, [ReadAdmins], [Ping]);

    private static readonly AppReview Review = new()
    {
        SubmittedAt = Noon,
        DecidedAt = Noon.AddHours(1),
        DecidedBy = "operator",
        Reasons = ["Asks for too much"],
        OverPrivileged = [ReadAdmins],
    };

    private static readonly App App = new()
    {
        Id = FinReports,
        Name = "Fin reports",
        Developer = Fin,
        Visibility = AppVisibility.Public,
        Workspaces = [Acme],
        Status = AppStatus.Rejected,
        Suspension = Suspended,
        Capabilities = [CanvasKit],
        Scopes = [SelectedScope],
        Webhook = Webhook,
        ManifestVersion = 7,
        Live = Live,
        Review = Review,
        CreatedAt = Noon,
        UpdatedAt = Noon.AddDays(1),
        OAuth = OAuthSamples.App,
    };

    private static readonly AppSnapshot AppSnapshot = new()
    {
        Name = "Fin reports",
        Visibility = AppVisibility.Public,
        Workspaces = [Acme],
        Status = AppStatus.Submitted,
        Suspension = Suspended,
        Capabilities = [CanvasKit],
        Scopes = [Request],
        Url = "https://fin.example/hooks",
        Topics = [Created],
        Reasons = ["Asks for too much"],
        RedirectUris = ["https://fin.example/installed"],
        ClientSecrets = [OAuthSamples.Id],
    };

    private static readonly Installation Installation = new()
    {
        Key = Key,
        Status = InstallationStatus.Suspended,
        Suspension = Suspended,
        GrantedScopes = [ReadAdmins, ReadTags],
        EffectiveScopes = [ReadTags],
        PendingScopes = [ReadAdmins],
        Topics = [new(Created, InstallationTopicState.MissingScope, [ReadTags])],
        Revision = 12,
        ManifestVersion = 7,
        InstalledAt = Noon,
        InstalledBy = "workspace_admin:ws_acme",
        UpdatedAt = Noon.AddMinutes(5),
    };

    private static readonly AppOffer Offer = new()
    {
        App = FinReports,
        Name = "Fin reports",
        Developer = Fin,
        ManifestVersion = 7,
        Scopes = [SelectedScope],
        Topics = [Created],
    };

    private static readonly InstallationSnapshot InstallationSnapshot = new()
    {
        Status = InstallationStatus.Uninstalled,
        Suspension = Suspended,
        GrantedScopes = [ReadTags],
        DisabledTopics = [Created],
        Tokens = [OAuthSamples.TokenName],
    };

    public static IReadOnlyList<object> All { get; } =
    [
        FinReports, Acme, Fin, CanvasKit, ReadTags, Created, Key,

        AppAction.Approved, AppStatus.Approved, AppTopicState.MissingScope, AppVisibility.Public, CheckReason.AppSuspended,
        InstallationAction.Updated, InstallationStatus.Suspended, InstallationTopicState.Disabled,

        App, AppSnapshot, SelectedScope, SubscribedTopic, Webhook, WebhookToBe, Request, Live, Review,
        new AppDefinition
        {
            Name = "Fin reports",
            Developer = Fin,
            Visibility = AppVisibility.Private,
            Workspaces = [Acme],
            Capabilities = [CanvasKit],
            Scopes = [Request],
            Webhook = WebhookToBe,
            FirstSecret = OAuthSamples.NewSecret,
        },
        new AppVersion
        {
            Version = 2,
            At = Noon,
            Actor = "developer:dev_fin",
            Action = AppAction.ScopesSet,
            RequestId = "r1",
            Before = AppSnapshot,
            After = AppSnapshot with { Name = "Reports" },
        },
        new LiveManifest
        {
            App = FinReports,
            Sequence = 9,
            Version = 7,
            IsSuspended = true,
            Visibility = AppVisibility.Private,
            Status = AppStatus.Draft,
            IsInstallable = true,
            Workspaces = [Acme],
            Scopes = [ReadAdmins, ReadTags],
            RequiredScopes = [ReadAdmins],
            Topics = [Created, Ping],
            Endpoint = WebhookSamples.Endpoint,
        },
        new ReviewDecision(true, ["Asks for too much"]),
        new AppResult.Accepted(App, true, true, [Created]),
        new AppResult.Refused(new Refusal.NotFound()),

        Suspended, Need, Idempotency, IfMatch,
        new ChangeContext("operator", "r1", Fin, IfMatch, Idempotency),
        new Page<Installation>([Installation], "ws_acme"),

        new Refusal.NotFound(), new Refusal.NotInstalled(), new Refusal.AppNotInstallable(AppStatus.Draft), new Refusal.AppSuspended(),
        new Refusal.UnknownScopes([ReadTags]), new Refusal.UnknownTopics([Created]), new Refusal.UnknownCapabilities([CanvasKit]),
        new Refusal.RequiredScopesMissing([ReadAdmins]), new Refusal.ScopesNotRequested([ReadTags]), new Refusal.TopicsNeedScope([Need]),
        new Refusal.TopicsNotSubscribed([Created]), new Refusal.ReasonRequired([ReadTags]), new Refusal.Conflict("Lift the suspension first."),
        new Refusal.PreconditionFailed(5), new Refusal.IdempotencyKeyReused(),

        new EffectiveScopes([ReadAdmins, ReadTags], 4), new ScopeDecision(CheckReason.ScopeNotGranted, 4), new ScopeCheck(Key, ReadTags),
        new LocatedDecision(new(CheckReason.ScopeNotGranted, 4), "S127.0.0.1:11111:1"),

        Installation, InstallationSnapshot, Installation.Topics[0],
        new InstallationChange
        {
            Revision = 3,
            At = Noon,
            Actor = "workspace_admin:ws_acme",
            Action = InstallationAction.ScopeRevoked,
            RequestId = "r2",
            Before = InstallationSnapshot,
            After = InstallationSnapshot with { Status = InstallationStatus.Installed },
        },
        new ScopeImpact(ReadTags, 40), new TopicImpact(Created, 12),
        new ScopeChangePreview
        {
            Removed = [new(ReadAdmins, 3)],
            Added = [new(ReadTags, 40)],
            SilencedTopics = [new(Created, 12)],
            WithSilencedTopics = 12,
            WithPendingConsent = 40,
            WithLostScopes = 3,
            Installations = 43,
            IsComplete = true,
        },
        Offer, new OfferResult.Offered(Offer, new Refusal.AppSuspended()), new OfferResult.Refused(new Refusal.AppNotInstallable(AppStatus.Draft)),
        new InstallationFilter(InstallationStatus.Suspended, ReadTags),
        new InstallationAsOf(Installation),
        new InstallRequest([ReadTags], [Created]),
        new InstallationResult.Accepted(Installation, true, true),
        new InstallationResult.Refused(new Refusal.AppSuspended()),

        .. WebhookSamples.All,
        .. ClusterSamples.All,
        .. AuditSamples.All, .. OAuthSamples.All,

        new RegistryUnavailableException("The disk is full.", mayHaveChanged: true, new IOException("No space left")),
    ];
}

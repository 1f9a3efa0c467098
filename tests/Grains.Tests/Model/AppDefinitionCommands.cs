using Registry.Grains.Interfaces;
using AppRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.AppAction, Registry.Grains.Tests.AppModel>;

namespace Registry.Grains.Tests;

internal sealed record PutApp : AppCommand
{
    public required string Name { get; init; }

    /// <summary>Whom the app is to belong to; a developer can only name itself.</summary>
    public required string Owner { get; init; }

    public required bool IsPublic { get; init; }

    public required string[] Workspaces { get; init; }

    public required string[] Capabilities { get; init; }

    public required (string Id, string? Reason)[] Scopes { get; init; }

    public required (string Url, string[] Topics)? Webhook { get; init; }

    public override string Words =>
        $"put app {App} of {By ?? Owner} '{Name}' {(IsPublic ? "public" : $"private {List(Workspaces)}")} {List(Capabilities)} scopes {Reasons.Show(Scopes)}"
        + (Webhook is { } webhook ? $" webhook {webhook.Url} {List(webhook.Topics)}" : "");

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.PutAsync(Definition(names), context);

    protected override AppRuling Rule(AppModel? app, Names names, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedApps.Put(app, Definition(names), catalog);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => throw new NotSupportedException();

    private AppDefinition Definition(Names names) => new()
    {
        Name = Name,
        Developer = names.Developer(By ?? Owner),
        Visibility = IsPublic ? AppVisibility.Public : AppVisibility.Private,
        Workspaces = [.. Workspaces.Select(names.Workspace)],
        Capabilities = Ids.Of<CapabilityId>(Capabilities),
        Scopes = Reasons.Of(Scopes),
        Webhook = Webhook is { } webhook ? new(webhook.Url, Ids.Of<TopicId>(webhook.Topics)) : null,
    };
}

internal sealed record SetAppScopes : AppCommand
{
    public required (string Id, string? Reason)[] Scopes { get; init; }

    public override string Words => $"set scopes of app {App} to {Reasons.Show(Scopes)}";

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.SetScopesAsync(Reasons.Of(Scopes), context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedApps.SetScopes(app, Reasons.Of(Scopes), catalog);
}

internal sealed record SetAppWebhook : AppCommand
{
    public required string Url { get; init; }

    public required string[] Topics { get; init; }

    public override string Words => $"set webhook of app {App} to {Url} {List(Topics)}";

    private WebhookDefinition Webhook => new(Url, Ids.Of<TopicId>(Topics));

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.SetWebhookAsync(Webhook, context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => ExpectedApps.SetWebhook(app, Webhook, catalog);
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using AppRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.AppAction, Registry.Grains.Tests.AppModel>;

namespace Registry.Grains.Tests;

internal sealed record SubmitApp : AppCommand
{
    public override string Words => $"submit app {App}";

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.SubmitAsync(context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => ExpectedApps.Submit(app, catalog, now);
}

internal sealed record ReviewApp : AppCommand
{
    public required bool Approve { get; init; }

    public string[] Reasons { get; init; } = [];

    public override string Words => Approve ? $"approve app {App}" : $"reject app {App} because {List(Reasons)}";

    private ReviewDecision Decision => new(Approve, [.. Reasons]);

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.ReviewAsync(Decision, context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => ExpectedApps.Review(app, Decision, Actor, now);
}

internal sealed record SuspendApp : AppCommand
{
    public required string Reason { get; init; }

    public override string Words => $"suspend app {App} because {Reason}";

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.SuspendAsync(Reason, context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => ExpectedApps.Suspend(app, Reason, Actor, now);
}

internal sealed record ResumeApp : AppCommand
{
    public override string Words => $"resume app {App}";

    protected override Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context) => app.ResumeAsync(context);

    protected override AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now) => ExpectedApps.Resume(app);
}

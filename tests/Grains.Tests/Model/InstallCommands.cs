using Registry.Grains.Interfaces;
using InstallationRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Tests.InstallationModel>;

namespace Registry.Grains.Tests;

internal sealed record Install : InstallationCommand
{
    public string[]? Scopes { get; init; }

    public string[]? Topics { get; init; }

    public override string Words =>
        $"install {Where} with {(Scopes is null ? "all scopes" : $"scopes {List(Scopes)}")} and {(Topics is null ? "all topics" : $"topics {List(Topics)}")}";

    private InstallRequest Request => new(
        Scopes is null ? null : Ids.Of<ScopeId>(Scopes),
        Topics is null ? null : Ids.Of<TopicId>(Topics));

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) =>
        installation.InstallAsync(Request, context);

    protected override InstallationRuling Rule(InstallationModel? current, AppModel? app, Names names, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.Install(current, names.Workspace(Workspace), Request, app, catalog);
}

internal sealed record Uninstall : InstallationCommand
{
    public override string Words => $"uninstall {Where}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) => installation.UninstallAsync(context);

    protected override InstallationRuling Rule(InstallationModel? current, AppModel? app, Names names, ModelCatalog catalog, DateTimeOffset now) =>
        current is null ? new Refusal.NotFound() : ExpectedInstallations.Uninstall(current);
}

internal sealed record SuspendInstallation : InstallationCommand
{
    public required string Reason { get; init; }

    public override string Words => $"suspend {Where} because {Reason}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) =>
        installation.SuspendAsync(Reason, context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.Suspend(current, Reason, Actor, now);
}

internal sealed record ResumeInstallation : InstallationCommand
{
    public override string Words => $"resume {Where}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) => installation.ResumeAsync(context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.Resume(current);
}

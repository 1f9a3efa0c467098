using Registry.Grains.Interfaces;
using InstallationRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Tests.InstallationModel>;

namespace Registry.Grains.Tests;

/// <summary>A change of an installation.</summary>
internal abstract record InstallationCommand : Command
{
    public required string Workspace { get; init; }

    public bool ByOperator { get; init; }

    public sealed override string Actor => ByOperator ? "operator" : $"workspace_admin:{Workspace}";

    public sealed override string? In => Workspace;

    protected string Where => $"app {App} in workspace {Workspace}";

    public sealed override async Task<object?> RunAsync(RegistryCluster cluster, Names names, ChangeContext context) =>
        await CallAsync(cluster.Grains.GetInstallation(names.Installation(Workspace, App)), context);

    public sealed override object? Expect(RegistryModel model, Names names, ChangeContext context, DateTimeOffset now) =>
        model.Change(names.Installation(Workspace, App), context, now, (current, app) => Rule(current, app, names, model.Catalog, now));

    public sealed override long RevisionIn(RegistryModel model, Names names) =>
        model.Installations.GetValueOrDefault(names.Installation(Workspace, App))?.Revision ?? 0;

    protected abstract Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context);

    protected virtual InstallationRuling Rule(InstallationModel? current, AppModel? app, Names names, ModelCatalog catalog, DateTimeOffset now) =>
        current is null ? new Refusal.NotFound()
        : current.Status == InstallationStatus.Uninstalled ? new Refusal.NotInstalled()
        : RuleInstalled(current, app!.Live!, catalog, now);

    protected virtual InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        throw new NotSupportedException();
}

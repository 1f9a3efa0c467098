using Registry.Grains.Interfaces;
using AppRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.AppAction, Registry.Grains.Tests.AppModel>;

namespace Registry.Grains.Tests;

/// <summary>A change of an app.</summary>
internal abstract record AppCommand : Command
{
    /// <summary>The developer who gives the command; null for an operator.</summary>
    public string? By { get; init; }

    public sealed override string Actor => By is null ? "operator" : $"developer:{By}";

    public sealed override async Task<object?> RunAsync(RegistryCluster cluster, Names names, ChangeContext context) =>
        await CallAsync(cluster.Grains.GetApp(names.App(App)), names, context);

    public sealed override object? Expect(RegistryModel model, Names names, ChangeContext context, DateTimeOffset now) =>
        model.Change(names.App(App), context, now, app => Rule(app, names, model.Catalog, now));

    public sealed override long RevisionIn(RegistryModel model, Names names) =>
        model.Apps.GetValueOrDefault(names.App(App))?.Version ?? 0;

    protected sealed override DeveloperId? DeveloperIn(Names names) => By is null ? null : names.Developer(By);

    protected abstract Task<AppResult> CallAsync(IAppGrain app, Names names, ChangeContext context);

    protected virtual AppRuling Rule(AppModel? app, Names names, ModelCatalog catalog, DateTimeOffset now) =>
        app is null ? new Refusal.NotFound() : RuleExisting(app, catalog, now);

    protected abstract AppRuling RuleExisting(AppModel app, ModelCatalog catalog, DateTimeOffset now);
}

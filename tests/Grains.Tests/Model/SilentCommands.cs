using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Something that no caller may notice.</summary>
internal abstract record SilentCommand : Command
{
    public string? Workspace { get; init; }

    public sealed override string Actor => "nobody";

    public sealed override string? In => Workspace;

    public sealed override async Task<object?> RunAsync(RegistryCluster cluster, Names names, ChangeContext context)
    {
        await RunAsync(cluster, names);
        return null;
    }

    public override object? Expect(RegistryModel model, Names names, ChangeContext context, DateTimeOffset now) => null;

    public sealed override long RevisionIn(RegistryModel model, Names names) => 0;

    protected abstract Task RunAsync(RegistryCluster cluster, Names names);
}

internal sealed record Deactivate : SilentCommand
{
    public override string Words => Workspace is null ? $"deactivate app {App}" : $"deactivate installation of {App} in {Workspace}";

    protected override Task RunAsync(RegistryCluster cluster, Names names) => cluster.DeactivateAsync(Workspace is null
        ? cluster.Grains.GetApp(names.App(App))
        : cluster.Grains.GetInstallation(names.Installation(Workspace, App)));
}

internal sealed record Reconcile : SilentCommand
{
    public override string Words => $"reconcile installation of {App} in {Workspace}";

    protected override Task RunAsync(RegistryCluster cluster, Names names) =>
        cluster.Grains.GetInstallation(names.Installation(Workspace!, App)).ReconcileAsync();
}

/// <summary>What silos report when installations use scopes; here a scope that is told without a check.</summary>
internal sealed record RecordUse : SilentCommand
{
    public required string Scope { get; init; }

    public override string Words => $"record use of {Scope} by app {App}";

    public override object? Expect(RegistryModel model, Names names, ChangeContext context, DateTimeOffset now)
    {
        if (model.Apps.ContainsKey(names.App(App)))
        {
            model.NoteUse(names.App(App), Scope);
        }

        return null;
    }

    protected override Task RunAsync(RegistryCluster cluster, Names names) =>
        cluster.Grains.GetApp(names.App(App)).RecordScopeUseAsync([ScopeId.Parse(Scope)]);
}

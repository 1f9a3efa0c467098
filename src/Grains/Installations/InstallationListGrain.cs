using System.Collections.Immutable;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("installation-list"), StatelessWorker]
internal sealed class InstallationListGrain(
    IInstallationIndex index,
    ManifestCache manifests,
    Catalog catalog,
    IGrainFactory grains) : Grain, IInstallationListGrain
{
    // Ten requests to Azure Tables. A page has less than it may, and another one follows, where there are so many without one.
    private const int MostLookedAt = 10_000;

    public async Task<Page<Installation>> ListByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit)
    {
        var found = await index.ReadByAppAsync(app, filter, after, limit + 1, MostLookedAt);
        return await ToPageAsync(found.Rows, filter, limit, key => key.Workspace.Value, found.LookedUpTo?.Value);
    }

    public async Task<Page<Installation>> ListByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        await ToPageAsync(await index.ReadByWorkspaceAsync(workspace, filter, after, limit + 1), filter, limit, key => key.App.Value);

    public async Task<ScopeChangePreview?> PreviewScopesAsync(AppId app, ImmutableArray<ScopeId> scopes)
    {
        if (await grains.GetApp(app).GetAsync(developer: null) is not { } known || await manifests.GetAsync(app) is not { } manifest)
        {
            return null;
        }

        var proposed = scopes.Where(scope => catalog.FindScope(scope) is not null).Concat(catalog.RequiredBy(known.Capabilities)).Ordered();
        var tally = new ScopeChangeTally(manifest, manifest with { Scopes = proposed }, catalog);
        var installations = await index.CountAlikeAsync(app, AlikeInstallations.MostCounted);
        foreach (var (record, count) in installations.Groups)
        {
            tally.Add(record, count);
        }

        return tally.ToPreview(installations);
    }

    private async Task<Page<Installation>> ToPageAsync(
        ImmutableArray<InstallationRow> rows,
        InstallationFilter filter,
        int limit,
        Func<InstallationKey, string> position,
        string? lookedUpTo = null)
    {
        var page = rows.Take(limit).ToArray();
        var installations = await Task.WhenAll(page.Select(row => ResolveAsync(row, filter)));
        return new(
            [.. installations.OfType<Installation>()],
            rows.Length > limit ? position(page[^1].Key) : lookedUpTo);
    }

    // A marked row does not show a change that may be stored: only the installation itself knows.
    private async Task<Installation?> ResolveAsync(InstallationRow row, InstallationFilter filter)
    {
        if (row is { IsMarked: false, Record: { } record })
        {
            return await manifests.GetAsync(row.Key.App) is { } manifest
                ? InstallationView.Of(row.Key, record, manifest, catalog)
                : null;
        }

        return await grains.GetInstallation(row.Key).GetAsync() is { } installation && Matches(installation, filter) ? installation : null;
    }

    private static bool Matches(Installation installation, InstallationFilter filter) =>
        (filter.Status is { } status ? installation.Status == status : installation.Status != InstallationStatus.Uninstalled)
        && (filter.LackingScope is not { } scope || !installation.GrantedScopes.Contains(scope));
}

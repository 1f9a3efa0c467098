using System.Collections.Immutable;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("app-list"), StatelessWorker]
internal sealed class AppListGrain(IAppIndex index, ISubmissionIndex submissions, ManifestCache manifests, IGrainFactory grains) : Grain, IAppListGrain
{
    public async Task<Page<App>> ListAsync(DeveloperId? developer, AppId? after, int limit)
    {
        var ids = await index.ReadAsync(developer, after, limit + 1);
        var page = ids.Take(limit).ToArray();

        // The row of an app is there before the app is, so the app has the last word.
        var apps = await Task.WhenAll(page.Select(id => FindAsync(id, developer)));
        return new([.. apps.OfType<App>()], ids.Length > limit ? page[^1].Value : null);
    }

    public Task<Page<App>> ListSubmittedAsync(AppId? after, int limit) =>
        new AppScan(submissions.ReadAsync, FindSubmittedAsync).ReadAsync(after, limit);

    public Task<Page<App>> ListInstallableAsync(WorkspaceId workspace, AppId? after, int limit) =>
        new AppScan((last, most) => index.ReadAsync(null, last, most), id => FindInstallableAsync(id, workspace)).ReadAsync(after, limit);

    public async Task<ImmutableArray<App>> SearchAsync(DeveloperId? developer, string prefix, int limit)
    {
        AppId? first = AppId.TryParse(prefix, null, out var parsed) ? parsed : null;
        if (first is null && prefix.Length > 0)
        {
            return [];
        }

        // Of all that start with it the prefix itself comes first, and the index reads from after an id.
        var ids = (await index.ReadAsync(developer, first, limit)).TakeWhile(id => id.Value.StartsWith(prefix, StringComparison.Ordinal));
        var apps = await Task.WhenAll((first is { } whole ? ids.Prepend(whole) : ids).Select(id => FindAsync(id, developer)));
        return [.. apps.OfType<App>().Take(limit)];
    }

    private Task<App?> FindAsync(AppId id, DeveloperId? developer) => grains.GetApp(id).GetAsync(developer).AsTask();

    private async Task<App?> FindSubmittedAsync(AppId id)
    {
        var app = await FindAsync(id, developer: null);
        if (app is { Status: AppStatus.Submitted })
        {
            return app;
        }

        try
        {
            // What was left by a crash or an upgrade. The row of a submission that is being stored is of a later version, and stays.
            await submissions.RemoveAsync(id, app?.ManifestVersion ?? 0);
        }
        catch (RegistryUnavailableException)
        {
            // It does no harm but to be looked at again.
        }

        return null;
    }

    private async Task<App?> FindInstallableAsync(AppId id, WorkspaceId workspace) =>
        await manifests.GetAsync(id) is { } manifest && InstallRules.IsInstallable(workspace, manifest) ? await FindAsync(id, developer: null) : null;
}

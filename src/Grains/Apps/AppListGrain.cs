using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("app-list"), StatelessWorker]
internal sealed class AppListGrain(IAppIndex index, IGrainFactory grains) : Grain, IAppListGrain
{
    public async Task<Page<App>> ListAsync(DeveloperId? developer, AppId? after, int limit)
    {
        var ids = await index.ReadAsync(developer, after, limit + 1);
        var page = ids.Take(limit).ToArray();

        // The row of an app is there before the app is, so the app has the last word.
        var apps = await Task.WhenAll(page.Select(id => grains.GetApp(id).GetAsync(developer).AsTask()));
        return new([.. apps.OfType<App>()], ids.Length > limit ? page[^1].Value : null);
    }
}

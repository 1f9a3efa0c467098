using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Reads lists of apps to their end: other tests have their apps in them too.</summary>
internal static class AppPages
{
    public static async Task<List<AppId>> AllAsync(Func<AppId?, Task<Page<App>>> read)
    {
        var all = new List<AppId>();
        AppId? after = null;
        do
        {
            var page = await read(after);
            all.AddRange(page.Items.Select(app => app.Id));
            after = page.Next is { } next ? AppId.Parse(next) : null;
        }
        while (after is not null);

        Assert.Equal(all.Order(Comparer<AppId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))), all);
        return all;
    }

    public static Task<List<AppId>> SubmittedAsync(this RegistryCluster cluster) =>
        AllAsync(after => cluster.Grains.GetAppList().ListSubmittedAsync(after, 2));
}

using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// A row among all apps, which says whose the app is, and one among those of the developer. The latter comes first and goes
/// last: after a crash there may be one too many, which does no harm because readers ask the app.
/// </summary>
internal sealed class AzureAppIndex(AzureTables tables) : IAppIndex
{
    private const string Everyone = "all";

    private const string Developer = "Developer";

    private const int Attempts = 10;

    public Task AddAsync(AppId app, DeveloperId developer) => tables.WriteAsync("app_index.add", async () =>
    {
        for (var attempt = 1; !await TryAddAsync(app, developer).ConfigureAwait(false); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException($"The row of the app {app} changed {Attempts} times in between.");
            }
        }
    });

    public Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit) => tables.ReadAsync(
        "app_index.read",
        () => tables.ReadAppsAsync(developer is { } id ? Partition(id.Value) : Everyone, after, limit));

    private static string Partition(string developer) => $"developer,{AzureKey.Encode(developer)}";

    private async Task<bool> TryAddAsync(AppId app, DeveloperId developer)
    {
        await tables.Apps.UpsertEntityAsync(new TableEntity(Partition(developer.Value), app.Value), TableUpdateMode.Replace).ConfigureAwait(false);

        var known = await AzureTables.FindAsync(tables.Apps, Everyone, app.Value).ConfigureAwait(false);
        var before = known?.GetString(Developer);
        if (before == developer.Value)
        {
            return true;
        }

        // Known by its ETag, so that a late deletion leaves a row that was added again.
        var old = before is null ? null : await AzureTables.FindAsync(tables.Apps, Partition(before), app.Value).ConfigureAwait(false);
        var row = new TableEntity(Everyone, app.Value) { [Developer] = developer.Value };
        if (!await AzureWrites.TryPutAsync(tables.Apps, row, known?.ETag).ConfigureAwait(false))
        {
            return false;
        }

        if (old is not null)
        {
            await AzureWrites.TryDeleteAsync(tables.Apps, old).ConfigureAwait(false);
        }

        return true;
    }
}

using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>An export from a registry that runs and changes meanwhile.</summary>
public sealed class LiveExportTests(PostgresFixture postgres)
{
    private const int Installations = 20;

    // So that no history outgrows the test where an export takes long.
    private const int MostChanges = 400;

    [Theory]
    [InlineData(StorageProviders.Memory)]
    [InlineData(StorageProviders.Postgres)]
    public async Task Export_WhileEverythingChanges_HasEachInstallationAsItWasOnce(string provider)
    {
        await using var place = await RegistryPlace.CreateAsync(provider, postgres);
        await using var target = await RegistryPlace.CreateAsync(provider, postgres);
        using var directory = new TempDirectory();
        var file = Path.Combine(directory.Path, "backup.jsonl");
        await place.UseAsync(async host =>
        {
            var app = AppId.Parse("fin");
            var keys = Enumerable.Range(0, Installations).Select(i => new InstallationKey(WorkspaceId.Parse($"ws_{i}"), app)).ToArray();
            await RegisterAsync(host.Grains, keys);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var begun = new TaskCompletionSource();
            var changing = Task.WhenAll(keys.Select(key => ChangeAsync(host.Grains, key, begun, stop.Token)));
            await Task.WhenAny(begun.Task, changing);

            await place.ExportAsync(file);
            await stop.CancelAsync();
            await changing;
        });

        await target.ImportAsync(file);

        await target.UseAsync(async host =>
        {
            var installations = await host.Grains.GetInstallationList().ListByAppAsync(AppId.Parse("fin"), new(), null, 200);
            Assert.Equal(Installations, installations.Items.Length);
            Assert.Contains(installations.Items, installation => installation.Revision > 1);
            foreach (var installation in installations.Items)
            {
                await AssertWholeAsync(host.Grains, installation);
            }
        });
    }

    private static async Task RegisterAsync(IGrainFactory grains, InstallationKey[] keys)
    {
        var definition = new AppDefinition
        {
            Name = "Fin",
            Developer = DeveloperId.Parse("dev_fin"),
            Visibility = AppVisibility.Private,
            Workspaces = [.. keys.Select(key => key.Workspace).OrderBy(workspace => workspace.Value, StringComparer.Ordinal)],
            Scopes = [new(ScopeId.Parse("read_tags"), "Why")],
        };
        Assert.IsType<AppResult.Accepted>(await grains.GetApp(keys[0].App).PutAsync(definition, new("test", "request")));
        foreach (var key in keys)
        {
            Assert.IsType<InstallationResult.Accepted>(await grains.GetInstallation(key).InstallAsync(new(), new("test", "request")));
        }
    }

    private static async Task ChangeAsync(IGrainFactory grains, InstallationKey key, TaskCompletionSource begun, CancellationToken stop)
    {
        var scope = ScopeId.Parse("read_tags");
        var installation = grains.GetInstallation(key);
        for (var changes = 0; changes < MostChanges && !stop.IsCancellationRequested; changes += 2)
        {
            await installation.RevokeScopeAsync(scope, new("test", "request"));
            begun.TrySetResult();
            await installation.GrantScopeAsync(scope, new("test", "request"));
        }
    }

    // Every change up to its revision is in its history, the last one led to what it is, and none is later.
    private static async Task AssertWholeAsync(IGrainFactory grains, Installation installation)
    {
        var grain = grains.GetInstallation(installation.Key);
        var changes = new List<InstallationChange>();
        for (var page = await grain.GetHistoryAsync(false, null, 200); ; page = await grain.GetHistoryAsync(false, changes[^1].Revision, 200))
        {
            changes.AddRange(page!.Items);
            if (page.Items.Length < 200)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, changes.Count).Select(i => (long)i), changes.Select(change => change.Revision));
        Assert.Equal(installation.Revision, changes[^1].Revision);
        Assert.Equal(installation.GrantedScopes.AsEnumerable(), changes[^1].After.GrantedScopes.AsEnumerable());
    }
}

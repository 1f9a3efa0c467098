using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteAppIndexTests(SqliteFixture storage) : AppIndexTests(storage);

public sealed class MemoryAppIndexTests(MemoryFixture storage) : AppIndexTests(storage);

public sealed class PostgresAppIndexTests(PostgresFixture storage) : AppIndexTests(storage);

public sealed class AzureTablesAppIndexTests(AzureTablesFixture storage) : AppIndexTests(storage);

public abstract class AppIndexTests(StorageFixture storage)
{
    private readonly DeveloperId developer = DeveloperId.Parse(Guid.NewGuid().ToString("N"));

    private IAppIndex Apps => storage.Host.Apps;

    [Fact]
    public async Task Read_OfDeveloper_ListsThoseInOrdinalOrderPageByPage()
    {
        string[] ids = [.. new[] { "a", "A", "_", "-", "b" }.Select(suffix => $"{suffix}{developer}")];
        foreach (var id in ids)
        {
            await Apps.AddAsync(AppId.Parse(id), developer);
            await Apps.AddAsync(AppId.Parse($"{id}other"), DeveloperId.Parse("dev_other"));
        }

        var listed = new List<string>();
        for (var page = await Apps.ReadAsync(developer, null, 2); page.Length > 0; page = await Apps.ReadAsync(developer, page[^1], 2))
        {
            listed.AddRange(page.Select(app => app.Value));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Read_OfAll_ListsAppsOfEveryDeveloper()
    {
        var one = Sample.App();
        var two = Sample.App();
        await Apps.AddAsync(one, developer);
        await Apps.AddAsync(two, DeveloperId.Parse("dev_other"));

        var listed = await Apps.ReadAsync(null, null, 10_000);

        Assert.Contains(one, listed);
        Assert.Contains(two, listed);
        Assert.Equal(listed.Select(app => app.Value).Order(StringComparer.Ordinal), listed.Select(app => app.Value));
    }

    [Fact]
    public async Task Add_Again_ChangesTheDeveloper()
    {
        var app = Sample.App();
        await Apps.AddAsync(app, DeveloperId.Parse("dev_other"));

        await Apps.AddAsync(app, developer);
        await Apps.AddAsync(app, developer);

        Assert.Equal([app], await Apps.ReadAsync(developer, null, 10));
        Assert.DoesNotContain(app, await Apps.ReadAsync(DeveloperId.Parse("dev_other"), null, 10_000));
    }
}

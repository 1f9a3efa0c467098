using System.Text;
using Microsoft.Extensions.Configuration;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>An empty storage of a test's own, for a registry that is started on it now and then.</summary>
internal abstract class RegistryPlace : IAsyncDisposable
{
    public static IEnumerable<string> Providers => [StorageProviders.Memory, StorageProviders.Sqlite, StorageProviders.Postgres, StorageProviders.AzureTables];

    public static async Task<RegistryPlace> CreateAsync(string provider, PostgresFixture postgres) => provider switch
    {
        StorageProviders.Memory => new Memory(await RegistryHost.StartAsync(("Storage:Provider", "Memory"))),
        StorageProviders.Sqlite => new Lasting(new TempDirectory()),
        StorageProviders.Postgres => new Lasting(await postgres.Server.CreateDatabaseAsync()),
        _ => new Lasting(await AzuriteServer.StartAsync(TestContext.Current.CancellationToken)),
    };

    /// <summary>Does something with the registry on this storage.</summary>
    public abstract Task UseAsync(Func<RegistryHost, Task> action);

    /// <summary>Does something with what an export or import works on, while no registry runs where that can be.</summary>
    public abstract Task UseStorageAsync(bool isImport, Func<BackupStorage, Task> action);

    public virtual Task ExportAsync(string file) => UseStorageAsync(isImport: false, async storage =>
    {
        await using var output = File.Create(file);
        using var writer = new BackupWriter(output);
        await new RegistryExporter(storage, new(TextWriter.Null, storage.Clock)).ExportAsync(writer, TestContext.Current.CancellationToken);
    });

    public virtual async Task ImportAsync(string file)
    {
        var end = await EndAsync(file);
        await UseStorageAsync(isImport: true, storage => new RegistryImporter(storage, new(TextWriter.Null, storage.Clock))
            .ImportAsync(() => File.OpenRead(file), end, TestContext.Current.CancellationToken));
    }

    /// <summary>An import that ends when a part of the file was read, from 0 to 1.</summary>
    public Task CutImportAsync(string file, double part) => UseStorageAsync(isImport: true, async storage =>
    {
        var end = await EndAsync(file);
        var readable = (long)(new FileInfo(file).Length * part);
        var failure = await Assert.ThrowsAsync<IOException>(() => new RegistryImporter(storage, new(TextWriter.Null, storage.Clock))
            .ImportAsync(() => new BreakingStream(file, readable), end, TestContext.Current.CancellationToken));
        Assert.Equal("The disk is gone.", failure.Message);
    });

    public abstract ValueTask DisposeAsync();

    private static async Task<BackupLine.End> EndAsync(string file) =>
        (BackupLine.End)BackupParser.Parse(2, Encoding.UTF8.GetBytes((await File.ReadAllLinesAsync(file))[^1]));

    // What is in memory is there as long as the one registry that runs on it.
    private sealed class Memory(RegistryHost host) : RegistryPlace
    {
        public override Task UseAsync(Func<RegistryHost, Task> action) => action(host);

        public override Task UseStorageAsync(bool isImport, Func<BackupStorage, Task> action) => action(new(host.Services));

        public override ValueTask DisposeAsync() => host.DisposeAsync();
    }

    private sealed class Lasting : RegistryPlace
    {
        private readonly (string Key, string Value)[] settings;
        private readonly object? owned;

        public Lasting(TempDirectory directory) => (settings, owned) = ([("Storage:Path", Path.Combine(directory.Path, "data"))], directory);

        public Lasting(string database) => settings = [("Storage:Provider", "Postgres"), ("Storage:ConnectionString", database)];

        public Lasting(AzuriteServer server) =>
            (settings, owned) = ([("Storage:Provider", "AzureTables"), ("Storage:ConnectionString", server.ConnectionString)], server);

        public override async Task UseAsync(Func<RegistryHost, Task> action)
        {
            await using var host = await RegistryHost.StartAsync(settings);
            await action(host);
        }

        public override Task UseStorageAsync(bool isImport, Func<BackupStorage, Task> action) =>
            BackupStorage.UseAsync(Configuration(), isImport, (storage, _) => action(storage));

        public override Task ExportAsync(string file) => RegistryBackup.ExportAsync(Configuration(), file, TextWriter.Null);

        public override Task ImportAsync(string file) => RegistryBackup.ImportAsync(Configuration(), file, TextWriter.Null);

        public override async ValueTask DisposeAsync()
        {
            if (owned is IAsyncDisposable server)
            {
                await server.DisposeAsync();
            }

            (owned as IDisposable)?.Dispose();
        }

        private ConfigurationManager Configuration()
        {
            var configuration = new ConfigurationManager();
            configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
            return configuration;
        }
    }
}

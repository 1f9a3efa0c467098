using Microsoft.Extensions.Configuration;

namespace Registry.Silo;

/// <summary>Refuses commands on storages that can't have what they are about.</summary>
internal static class StoredRegistry
{
    /// <exception cref="BackupException">The configuration names a storage with no registry in it. A start makes the directory where there is none; what comes of a misspelt one would be of nothing.</exception>
    public static void Demand(ConfigurationManager configuration)
    {
        DemandLasting(configuration);
        var provider = Setting(configuration, nameof(StorageOptions.Provider)) ?? StorageProviders.Sqlite;
        var path = Path.GetFullPath(Setting(configuration, nameof(StorageOptions.Path)) ?? new StorageOptions().Path);
        if (StorageProviders.Sqlite.Equals(provider, StringComparison.OrdinalIgnoreCase) && !File.Exists(Path.Combine(path, SqliteDatabase.FileName)))
        {
            throw new BackupException($"{path}: there is no registry in this directory. Name the one with its data (Storage:Path).");
        }
    }

    /// <exception cref="BackupException">The configuration names a storage that ends with its process.</exception>
    public static void DemandLasting(ConfigurationManager configuration)
    {
        if (StorageProviders.Memory.Equals(Setting(configuration, nameof(StorageOptions.Provider)), StringComparison.OrdinalIgnoreCase))
        {
            throw new BackupException("Storage:Provider is Memory, which is gone with the process: there is nothing to read from it, or to import to.");
        }
    }

    private static string? Setting(ConfigurationManager configuration, string name) =>
        configuration[$"{StorageOptions.Section}:{name}"] is { Length: > 0 } value ? value : null;
}

namespace Registry.Silo;

/// <summary>The allowed values of <see cref="StorageOptions.Provider"/>; case does not matter.</summary>
public static class StorageProviders
{
    /// <summary>One SQLite file: survives restarts, nothing to install.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>Azure Table Storage: a cluster on Azure.</summary>
    public const string AzureTables = "AzureTables";

    /// <summary>A PostgreSQL database: a cluster anywhere.</summary>
    public const string Postgres = "Postgres";

    /// <summary>Memory, for tests.</summary>
    public const string Memory = "Memory";

    internal static string[] All { get; } = [Sqlite, AzureTables, Postgres, Memory];

    /// <summary>Whether several processes share the storage, and so form a cluster.</summary>
    internal static bool IsShared(string? provider) => provider is AzureTables or Postgres;

    /// <summary>The value as it is written here, or the same where it is none of them.</summary>
    internal static string Normalize(string provider) =>
        All.FirstOrDefault(each => each.Equals(provider, StringComparison.OrdinalIgnoreCase)) ?? provider;
}

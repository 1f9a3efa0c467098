namespace Registry.Silo;

/// <summary>Where the registry keeps its data. Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// What stores the data: <c>Sqlite</c> (default; one process, one directory), <c>AzureTables</c> or <c>Postgres</c>
    /// (a cluster), or <c>Memory</c> (for tests; gone with the process).
    /// </summary>
    public string Provider { get; set; } = StorageProviders.Sqlite;

    /// <summary>The data directory of <c>Sqlite</c>, created where it does not exist. Relative to the current directory. Default <c>./data</c>.</summary>
    public string Path { get; set; } = "./data";

    /// <summary>
    /// How to reach <c>Postgres</c> (a connection string of Npgsql) or <c>AzureTables</c> (one of the storage account). A
    /// secret; no default.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The table endpoint of <c>AzureTables</c>, e.g. <c>https://account.table.core.windows.net</c>, in place of a
    /// connection string: access by managed identity, or whatever else <c>DefaultAzureCredential</c> finds. No default.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// How long the start waits for an <c>AzureTables</c> or <c>Postgres</c> storage that can't be reached before it is
    /// given up. Default 30 s, 0 to 10 min.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a write waits for its turn, and how long SQLite then waits for a lock that another process holds, before
    /// the answer is that the storage is unavailable. Default 5 s, 0.1 to 30 s.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the storage is tidied up: expired answers to requests with an idempotency key are deleted, and index rows that
    /// an outage left behind are repaired. Default 10 min, 1 s to 1 day.
    /// </summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromMinutes(10);
}

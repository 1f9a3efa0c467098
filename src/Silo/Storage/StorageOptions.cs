namespace Registry.Silo;

/// <summary>Where the registry keeps its data. Section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// What stores the data: <c>Sqlite</c> (default; one process, one directory) or <c>Memory</c> (for tests; gone with
    /// the process).
    /// </summary>
    public string Provider { get; set; } = StorageProviders.Sqlite;

    /// <summary>The data directory of <c>Sqlite</c>, created where it does not exist. Relative to the current directory. Default <c>./data</c>.</summary>
    public string Path { get; set; } = "./data";

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

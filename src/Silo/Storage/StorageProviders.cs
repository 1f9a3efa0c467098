namespace Registry.Silo;

/// <summary>The allowed values of <see cref="StorageOptions.Provider"/>; case does not matter.</summary>
public static class StorageProviders
{
    /// <summary>One SQLite file: survives restarts, nothing to install.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>Memory, for tests.</summary>
    public const string Memory = "Memory";
}

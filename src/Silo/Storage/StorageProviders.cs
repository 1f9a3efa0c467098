namespace Registry.Silo;

/// <summary>The allowed values of <see cref="StorageOptions.Provider"/>; case does not matter.</summary>
public static class StorageProviders
{
    /// <summary>One SQLite file: survives restarts, nothing to install.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>Memory, for tests.</summary>
    public const string Memory = "Memory";

    /// <summary>The value as it is written here, or the same where it is none of them.</summary>
    internal static string Normalize(string provider) =>
        new[] { Sqlite, Memory }.FirstOrDefault(each => each.Equals(provider, StringComparison.OrdinalIgnoreCase)) ?? provider;
}

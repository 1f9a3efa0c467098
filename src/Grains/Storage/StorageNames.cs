namespace Registry.Grains;

/// <summary>Names that the grains and the storage agree on. State names are unique over all grains: the ADO.NET provider tells rows apart by them.</summary>
internal static class StorageNames
{
    /// <summary>The grain storage provider that holds all state.</summary>
    public const string Registry = "registry";

    /// <summary>The type of the grains of installations, and their state.</summary>
    public const string InstallationState = "installation";

    /// <summary>The state with what the expiring access tokens of an installation look like at the moment.</summary>
    public const string TokenPairsState = "installation-tokens";

    /// <summary>The type of the grains of apps, and their state.</summary>
    public const string AppState = "app";

    /// <summary>The state with the scopes of an app that were used.</summary>
    public const string AppUsageState = "app-usage";

    /// <summary>The type of the grains of replays, and their state.</summary>
    public const string ReplayState = "replay";

    /// <summary>The type of the grain that knows which replays run, and its state.</summary>
    public const string ReplayRegisterState = "replay-register";

    /// <summary>The type of the grains of audit logs, and their state.</summary>
    public const string AuditLogState = "audit-log";
}

namespace Registry.Silo;

/// <summary>The registry's own tables. Those of Orleans have the names that its providers give them.</summary>
internal static class AzureTableNames
{
    /// <summary>What all processes agree on, and the row that probes write.</summary>
    public const string Facts = "RegistryFacts";

    /// <summary>The installation index by app: an app spread over partitions, a row per workspace.</summary>
    public const string InstallationsByApp = "RegistryInstallationsByApp";

    /// <summary>The installation index by workspace: a partition per workspace, a row per app.</summary>
    public const string InstallationsByWorkspace = "RegistryInstallationsByWorkspace";

    /// <summary>Which rows of the installation index are marked.</summary>
    public const string Marks = "RegistryInstallationMarks";

    /// <summary>The app index: all apps in one partition, those of each developer in another, and those that may be submitted in a third.</summary>
    public const string Apps = "RegistryApps";

    /// <summary>A partition per owner.</summary>
    public const string Journal = "RegistryJournal";

    /// <summary>A partition per owner.</summary>
    public const string Requests = "RegistryRequests";

    /// <summary>When recorded requests expire: a few partitions per hour.</summary>
    public const string RequestExpiry = "RegistryRequestExpiry";

    /// <summary>Events, their ids and pending deliveries: a partition per workspace.</summary>
    public const string Events = "RegistryEvents";

    /// <summary>When there were events, and when ids of events expire: a few partitions per hour, a row per workspace.</summary>
    public const string EventExpiry = "RegistryEventExpiry";

    /// <summary>Deliveries, newest first: an app spread over partitions by workspace.</summary>
    public const string Deliveries = "RegistryDeliveries";

    /// <summary>Open queues, spread over a few partitions.</summary>
    public const string Queues = "RegistryQueues";

    public static string[] All { get; } =
    [
        Facts, InstallationsByApp, InstallationsByWorkspace, Marks, Apps, Journal, Requests, RequestExpiry,
        Events, EventExpiry, Deliveries, Queues,
    ];
}

namespace Registry.Traffic;

/// <summary>What is measured, and for how long.</summary>
internal sealed class LoadOptions
{
    /// <summary>Where the registry listens.</summary>
    public Uri Registry { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>A token of the role operator.</summary>
    public string Token { get; set; } = "";

    /// <summary>How often everything is measured, after a warm-up.</summary>
    public int Rounds { get; set; } = 5;

    /// <summary>How long each measurement takes, in seconds.</summary>
    public int Seconds { get; set; } = 8;

    /// <summary>How many calls are made at the same time.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>Deliveries: in how many workspaces the ten apps are installed. Otherwise: in how many <see cref="App"/> is, or shall be.</summary>
    public int Workspaces { get; set; } = 50;

    /// <summary>Consents: for how many apps, <c>app-1</c> and on.</summary>
    public int Apps { get; set; } = 1;

    /// <summary>Deliveries: how many events of a workspace may be on their way at full speed, on average.</summary>
    public int Window { get; set; } = 10;

    /// <summary>The app that is asked for.</summary>
    public string App { get; set; } = "app-1";

    /// <summary>The scope that is asked for, granted, revoked or lacking.</summary>
    public string Scope { get; set; } = "read_tags";

    /// <summary>Multiply: the database, which no registry has open.</summary>
    public string Database { get; set; } = "";

    /// <summary>Outage: the process that is killed.</summary>
    public int Victim { get; set; }
}

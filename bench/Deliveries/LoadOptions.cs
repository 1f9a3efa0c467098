namespace Registry.Deliveries;

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

    /// <summary>In how many workspaces the ten apps are installed.</summary>
    public int Workspaces { get; set; } = 50;

    /// <summary>How many events are published at the same time.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>How many events of a workspace may be on their way at full speed, on average.</summary>
    public int Window { get; set; } = 10;
}

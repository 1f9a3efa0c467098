namespace Registry.Silo;

/// <summary>How the silo runs. Section <c>Silo</c> of the configuration.</summary>
public sealed class SiloHostOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Silo";

    /// <summary>How long an installation or app that nobody asks for stays in memory. Default 15 min, 2 min to 1 day.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How much of the memory that the process may have (of its container, or else of the machine) may be in use before
    /// installations and apps that were not asked for the longest leave it, in percent. They come back when they are asked for.
    /// Default 80, 20 to 100.
    /// </summary>
    public int MaxMemoryPercent { get; set; } = 80;

    /// <summary>How long a graceful stop may take: requests finish, grains deactivate; then the process ends anyway. Default 30 s, 1 s to 5 min.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

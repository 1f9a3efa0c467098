namespace Registry.Grains;

/// <summary>How silos share the live manifests of apps.</summary>
public sealed class ManifestOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Manifests";

    /// <summary>
    /// How long a silo may rely on a manifest without asking the app again, and so how long a change of an app waits
    /// for a silo that can't be reached. Default 5 s; from 100 ms to 20 s, which is less than the time limit of a call.
    /// <see cref="Timeout.InfiniteTimeSpan"/> where there is one silo only.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(5);
}

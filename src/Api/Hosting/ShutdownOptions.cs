using System.ComponentModel.DataAnnotations;

namespace Registry.Api;

/// <summary>How the process stops. Configuration section <c>Shutdown</c>.</summary>
public sealed class ShutdownOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Shutdown";

    /// <summary>
    /// How long a stop may take: requests that are being answered finish, then the silo hands over its grains. What is
    /// not done by then is cut off. Default: 30 seconds; range: 1 second to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

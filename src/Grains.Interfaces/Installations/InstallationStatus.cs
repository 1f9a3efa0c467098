using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Where an installation is in its life. Something never installed has no installation, hence no status.</summary>
[GenerateSerializer, Alias("registry.InstallationStatus")]
public enum InstallationStatus
{
    /// <summary>Active: granted scopes are effective, enabled topics fire.</summary>
    [JsonStringEnumMemberName("installed")]
    Installed = 1,

    /// <summary>Paused: the grant is kept, nothing is effective.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended = 2,

    /// <summary>Ended: nothing is granted; the history stays and the app can be installed again.</summary>
    [JsonStringEnumMemberName("uninstalled")]
    Uninstalled = 3,
}

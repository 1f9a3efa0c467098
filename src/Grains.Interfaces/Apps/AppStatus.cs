using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Where the current version of an app is in review.</summary>
[GenerateSerializer, Alias("registry.AppStatus")]
public enum AppStatus
{
    /// <summary>Being worked on; not submitted.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft = 1,

    /// <summary>Waits for the decision of an operator.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted = 2,

    /// <summary>May be installed.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved = 3,

    /// <summary>Turned down, with reasons.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 4,
}

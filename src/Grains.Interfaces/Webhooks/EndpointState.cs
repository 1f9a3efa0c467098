using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>How an app's endpoint is.</summary>
[GenerateSerializer, Alias("registry.EndpointState")]
public enum EndpointState
{
    /// <summary>It gets what there is for it; nothing is known that speaks against it.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy = 1,

    /// <summary>It has failed too often and is being spared.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused = 2,

    /// <summary>It has answered 410 and gets nothing more until it is set again.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone = 3,
}

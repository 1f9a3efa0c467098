using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Why a replay has left a delivery out.</summary>
[GenerateSerializer, Alias("registry.ReplaySkipReason")]
public enum ReplaySkipReason
{
    /// <summary>The installation no longer has the topic.</summary>
    [JsonStringEnumMemberName("topic_inactive")]
    TopicInactive = 1,

    /// <summary>The app has no endpoint that takes notifications any more.</summary>
    [JsonStringEnumMemberName("no_endpoint")]
    NoEndpoint = 2,

    /// <summary>It repeats a delivery that the same replay sends again.</summary>
    [JsonStringEnumMemberName("repeated")]
    Repeated = 3,

    /// <summary>It had been kept long enough and was deleted before it was its turn.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired = 4,
}

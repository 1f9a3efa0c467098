using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>How far a delivery has come.</summary>
[GenerateSerializer, Alias("registry.DeliveryStatus")]
public enum DeliveryStatus
{
    /// <summary>Not yet received by the app: waits for its turn or for its next attempt.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending = 1,

    /// <summary>The endpoint answered with 2xx.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered = 2,

    /// <summary>Given up, and among the dead letters, where it can be replayed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,

    /// <summary>Not sent any more, because the installation no longer has the topic.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 4,
}

using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Why a delivery was given up.</summary>
[GenerateSerializer, Alias("registry.DeliveryReason")]
public enum DeliveryReason
{
    /// <summary>Every attempt of the app's retry profile has failed.</summary>
    [JsonStringEnumMemberName("attempts_exhausted")]
    AttemptsExhausted = 1,

    /// <summary>The endpoint answered 410: it wants nothing more.</summary>
    [JsonStringEnumMemberName("endpoint_gone")]
    EndpointGone = 2,

    /// <summary>The app has no endpoint any more.</summary>
    [JsonStringEnumMemberName("no_endpoint")]
    NoEndpoint = 3,

    /// <summary>Too many deliveries waited for this installation; the oldest went.</summary>
    [JsonStringEnumMemberName("queue_full")]
    QueueFull = 4,

    /// <summary>When it was to be tried again, the installation no longer had the topic.</summary>
    [JsonStringEnumMemberName("topic_inactive")]
    TopicInactive = 5,
}

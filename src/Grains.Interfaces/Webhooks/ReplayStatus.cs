using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>How a replay stands. There is none that has failed: what can't be done now is tried again.</summary>
[GenerateSerializer, Alias("registry.ReplayStatus")]
public enum ReplayStatus
{
    /// <summary>It counts deliveries, sends them again, or waits until it can go on.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>Each delivery was sent again or skipped.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 2,

    /// <summary>It was stopped. What it had sent again until then stays so.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 3,
}

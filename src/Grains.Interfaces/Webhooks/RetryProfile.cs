using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>How often a notification is tried before it is given up.</summary>
[GenerateSerializer, Alias("registry.RetryProfile")]
public enum RetryProfile
{
    /// <summary>Again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, each 20 % more or less.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard = 0,

    /// <summary>Once again, after a minute.</summary>
    [JsonStringEnumMemberName("single_retry")]
    SingleRetry = 1,
}

using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>What is wrong with an audit log.</summary>
public enum AuditFaultKind
{
    /// <summary>The entry is not what its hash was made of.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed = 1,

    /// <summary>Entries are missing before this one, or at the end.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed = 2,

    /// <summary>The entry is in another place than it was made for, or there twice.</summary>
    [JsonStringEnumMemberName("reordered")]
    Reordered = 3,

    /// <summary>The entry was made for another log.</summary>
    [JsonStringEnumMemberName("foreign")]
    Foreign = 4,

    /// <summary>The entry is sound in itself, but does not follow from the one before: that, or this, was made anew.</summary>
    [JsonStringEnumMemberName("replaced")]
    Replaced = 5,
}

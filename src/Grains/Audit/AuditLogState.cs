using System.Collections.Immutable;

namespace Registry.Grains;

/// <summary>What is stored of an audit log beside its entries.</summary>
internal sealed record AuditLogState
{
    /// <summary>How many entries there are at least.</summary>
    public long Entries { get; init; }

    /// <summary>The hash of the last of them; null where there is none.</summary>
    public string? LastHash { get; init; }

    /// <summary>The changes that were announced and are not entered yet.</summary>
    public ImmutableArray<AuditMark> Marks { get; init; } = [];
}

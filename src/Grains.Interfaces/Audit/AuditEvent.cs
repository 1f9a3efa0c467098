namespace Registry.Grains.Interfaces;

/// <summary>What is to be entered in an audit log.</summary>
[GenerateSerializer, Immutable, Alias("registry.AuditEvent")]
public sealed record AuditEvent
{
    /// <summary>Identifies the event: entered again under the same id, it is entered once.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>When it happened, UTC; null for the moment in which it is entered.</summary>
    [Id(1)]
    public DateTimeOffset? At { get; init; }

    /// <summary>Who, as the history of an installation names people, e.g. <c>operator/alice</c>.</summary>
    [Id(2)]
    public required string Actor { get; init; }

    /// <summary>What was done.</summary>
    [Id(3)]
    public required AuditAction Action { get; init; }

    /// <summary>What it was done to, e.g. <c>app/fin-reports</c>, <c>installation/ws_acme/fin-reports</c> or <c>workspace/ws_acme</c>; null where that goes without saying.</summary>
    [Id(4)]
    public string? Subject { get; init; }

    /// <summary>The manifest version or revision that it led to; null where it led to none.</summary>
    [Id(5)]
    public long? Version { get; init; }

    /// <summary>The reason that was given; null where none was.</summary>
    [Id(6)]
    public string? Reason { get; init; }

    /// <summary>How often it happened, where several were entered as one; null for once.</summary>
    [Id(7)]
    public int? Count { get; init; }

    /// <summary>The request that caused it; null where none did.</summary>
    [Id(8)]
    public string? RequestId { get; init; }

    /// <summary>The network address that it came from; null where that is not known.</summary>
    [Id(9)]
    public string? Address { get; init; }
}

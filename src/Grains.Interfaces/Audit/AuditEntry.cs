namespace Registry.Grains.Interfaces;

/// <summary>An entry of an audit log. Each names the hash of the one before it.</summary>
[GenerateSerializer, Immutable, Alias("registry.AuditEntry")]
public sealed record AuditEntry
{
    /// <summary>Whose log it is in.</summary>
    [Id(0)]
    public required AuditTenant Tenant { get; init; }

    /// <summary>Its place in the log: 1, 2, 3 and so on, with no gap.</summary>
    [Id(1)]
    public required long Sequence { get; init; }

    /// <summary>When it happened, UTC; never before the entry before.</summary>
    [Id(2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    [Id(3)]
    public required AuditEvent Event { get; init; }

    /// <summary>The hash of the entry before, as 64 lower-case hexadecimal digits; zeros for the first.</summary>
    [Id(4)]
    public required string Previous { get; init; }

    /// <summary>The SHA-256 of this entry as it is stored, as 64 lower-case hexadecimal digits.</summary>
    [Id(5)]
    public required string Hash { get; init; }
}

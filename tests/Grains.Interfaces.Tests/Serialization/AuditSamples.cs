namespace Registry.Grains.Interfaces.Tests;

/// <summary>The part of <see cref="Samples"/> that is about audit logs.</summary>
internal static class AuditSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly AuditTenant Acme = AuditTenant.Of(WorkspaceId.Parse("ws_acme"));

    private static readonly AuditEvent Event = new()
    {
        Id = "installation/ws_acme/fin-reports/3",
        At = Noon,
        Actor = "operator/alice",
        Action = AuditAction.InstallationSuspended,
        Subject = "installation/ws_acme/fin-reports",
        Version = 3,
        Reason = "Leaks data",
        Count = 2,
        RequestId = "r1",
        Address = "192.0.2.7",
    };

    public static IReadOnlyList<object> All { get; } =
    [
        AuditAction.InstallationSuspended, Acme, Event,
        new AuditEntry { Tenant = Acme, Sequence = 4, At = Noon, Event = Event, Previous = new('a', 64), Hash = new('b', 64) },
        new AuditHead(4, new('b', 64)),
        new AuditFilter(AuditAction.SignedIn, "operator", "app/fin-reports", Noon, Noon.AddDays(1)),
    ];
}

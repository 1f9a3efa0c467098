using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>
/// The audit log of one tenant, addressed by <see cref="AuditTenant"/>. Entries are only ever added. All calls may throw
/// <see cref="RegistryUnavailableException"/>.
/// </summary>
[GrainInterfaceType("audit-log"), Alias("registry.IAuditLogGrain")]
public interface IAuditLogGrain : IGrainWithStringKey
{
    /// <summary>Enters an event. It is on disk when the call returns. Safe to repeat.</summary>
    [Alias("Append")]
    Task AppendAsync(AuditEvent happened);

    /// <summary>How far the log went when it was last written to: it can't have become shorter since.</summary>
    [ReadOnly, Alias("GetHead")]
    Task<AuditHead> GetHeadAsync();
}

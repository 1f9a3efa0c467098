using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>
/// Reads audit logs. A change that was acknowledged is in them, also where a crash came between the change and its entry.
/// All calls may throw <see cref="RegistryUnavailableException"/>.
/// </summary>
[GrainInterfaceType("audit-list"), Alias("registry.IAuditListGrain")]
public interface IAuditListGrain : IGrainWithIntegerKey
{
    /// <summary>Entries of a log. One call looks at no more than 2,000 entries, so a page may be short, or empty, although others follow.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="newestFirst">The order.</param>
    /// <param name="after">The sequence that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, ResponseTimeout("00:00:30"), Alias("List")]
    Task<Page<AuditEntry>> ListAsync(AuditTenant tenant, AuditFilter filter, bool newestFirst, long? after, int limit);

    /// <summary>Entries as they are stored, oldest first, see <see cref="AuditLine"/>.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="after">The sequence that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    [ReadOnly, ResponseTimeout("00:00:30"), Alias("ReadLines")]
    Task<Page<byte[]>> ReadLinesAsync(AuditTenant tenant, long? after, int limit);
}

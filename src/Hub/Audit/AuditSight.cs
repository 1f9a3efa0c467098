using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What is shown of an audit log.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Filters">The filters as they were typed.</param>
/// <param name="Filter">The same as they are understood.</param>
/// <param name="Entries">One page of entries, newest first.</param>
/// <param name="After">Where the page started; null for the first one.</param>
/// <param name="Check">What going through the whole log has shown; null where nobody asked for that.</param>
public sealed record AuditSight(AuditTenant Tenant, FilterInput Filters, AuditFilter Filter, Page<AuditEntry> Entries, string? After, AuditCheck? Check);

using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What the installations of a silo share: each has one reference to this, not one to each, as there may be a million. One per silo.</summary>
internal sealed record InstallationServices(
    [FromKeyedServices(StorageNames.Registry)] IGrainStorage Storage,
    ChangeLogFactory Logs,
    Catalog Catalog,
    IInstallationIndex Index,
    ManifestCache Manifests,
    ScopeUseReporter ScopeUse,
    AuditTrail Audit,
    AbsentGrains Absent,
    AbsentPace Pace,
    ActiveInstallations Active,
    ISiloLease Lease,
    TimeProvider Clock,
    RegistryMetrics Metrics);

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Registers what the grains need in a silo.</summary>
public static class RegistryGrainsExtensions
{
    /// <summary>
    /// Adds the registry's grains. The host adds the rest: a <see cref="Catalog"/>, a grain storage named
    /// <c>registry</c>, and the indexes, the journal, the request log and the probe of that storage.
    /// </summary>
    public static ISiloBuilder AddRegistryGrains(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<ISiloLease, SoleSiloLease>();
        silo.Services.AddSingleton<ChangeLogFactory>();
        silo.Services.AddSingleton<AuditTrail>();
        silo.Services.AddSingleton<ManifestCache>();
        silo.Services.AddSingleton<ManifestBroadcast>();
        silo.Services.AddSingleton<ScopeUseReporter>();
        silo.Services.AddSingleton<AbsentGrains>();
        silo.Services.AddSingleton<AbsentPace>();
        silo.Services.AddSingleton<ActiveInstallations>();
        silo.Services.AddSingleton<SiloChecks>();
        silo.Services.AddSingleton<InstallationServices>();
        silo.Services.AddSingleton<BatchPlaces>();
        silo.Services.AddSingleton<IScopeChecks, LocalScopeChecks>();
        silo.Services.AddSingleton<ITokenChecks, LocalTokenChecks>();
        silo.Services.AddSingleton<EventRecipients>();
        silo.Services.AddSingleton<DeliveryAttempts>();
        silo.Services.AddSingleton<QueueFailures>();
        silo.Services.AddSingleton<PendingLimit>();
        silo.Services.AddSingleton<EndpointWatch>();
        silo.Services.AddSingleton<PauseView>();
        silo.Services.AddSingleton<WebhookReporter>();
        silo.Services.AddSingleton<ReplayRules>();
        silo.Services.AddSingleton<FailedDeliveries>();
        silo.Services.AddSingleton<ReplayRunFactory>();
        silo.Services.AddSingleton<RegistryMetrics>();
        silo.Services.AddOptions<AbsenceOptions>()
            .BindConfiguration(AbsenceOptions.Section)
            .Validate(options => options.CheckRate is >= 0 and <= 1_000_000, "Absence:CheckRate must be from 0 to 1,000,000.")
            .ValidateOnStart();
        silo.Services.AddOptions<DeliveryOptions>()
            .BindConfiguration(DeliveryOptions.Section)
            .Validate(options => options.MaxPending is >= 1 and <= 1_000_000, "Deliveries:MaxPending must be from 1 to 1,000,000.")
            .Validate(options => options.MaxPendingInAll is >= 1_000 and <= 100_000_000, "Deliveries:MaxPendingInAll must be from 1,000 to 100,000,000.")
            .Validate(
                options => options.Retention >= TimeSpan.FromDays(2) && options.Retention <= TimeSpan.FromDays(365),
                "Deliveries:Retention must be from 2 to 365 days.")
            .Validate(
                options => options.SweepPeriod >= TimeSpan.FromMilliseconds(100) && options.SweepPeriod <= TimeSpan.FromMinutes(5),
                "Deliveries:SweepPeriod must be from 100 ms to 5 minutes.")
            .Validate(
                options => options.SecretOverlap >= TimeSpan.Zero && options.SecretOverlap <= TimeSpan.FromDays(30),
                "Deliveries:SecretOverlap must be from 0 to 30 days.")
            .ValidateOnStart();
        silo.Services.AddPlacementDirector<KeySiloPlacement, KeySiloPlacementDirector>();
        silo.Services.AddOptions<ManifestOptions>()
            .BindConfiguration(ManifestOptions.Section)
            .Validate(
                options => options.Lease == Timeout.InfiniteTimeSpan || (options.Lease >= TimeSpan.FromMilliseconds(100) && options.Lease <= TimeSpan.FromSeconds(20)),
                "Manifests:Lease must be from 100 ms to 20 s.")
            .ValidateOnStart();
        return silo;
    }
}

using Orleans.Dashboard;
using Registry.Grains;
using Registry.Grains.Interfaces;
using DashboardOptions = Registry.Silo.DashboardOptions;

namespace Registry.Silo;

/// <summary>Connects a process to the silos of the registry.</summary>
public static class RegistryClientExtensions
{
    /// <summary>
    /// Adds a client of the cluster that the settings describe, and the catalog. The start does not wait for the cluster:
    /// <see cref="ClusterLink"/> says whether it is there.
    /// </summary>
    public static IHostApplicationBuilder AddRegistryClient(this IHostApplicationBuilder builder)
    {
        RegistrySettings.DemandSharedStorage(builder.Configuration, "Cluster:Mode is Client");
        builder.AddRegistrySettings();
        builder.Services.AddHostedService<ClientStartupChecks>();
        builder.Services.AddSingleton<ClusterLink>();
        builder.Services.AddSingleton<CallBudget>();
        builder.Services.AddSingleton<SiloComparison>();
        builder.Services.AddSingleton<IScopeChecks, RemoteScopeChecks>();
        builder.Services.AddSingleton<ITokenChecks, RemoteTokenChecks>();

        var hosted = builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).ToHashSet();
        builder.UseOrleansClient(client =>
        {
            client.AddConfiguredClustering(builder.Configuration[RegistrySettings.Provider]);
            client.UseConfiguredTls(builder.Configuration);
            client.UseConnectionRetryFilter<ClusterRetry>();
            client.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterLink>());
            if (OtlpExport.Of(builder.Configuration, OtlpExport.Traces) is not null)
            {
                client.AddActivityPropagation();
            }

            if (DashboardOptions.IsEnabled(builder.Configuration))
            {
                client.AddDashboard();
            }
        });
        builder.Services.ConnectBesideTheStart(hosted);
        builder.Services.AddClusterBoard(ProcessKind.Api);
        return builder;
    }

    // Orleans' own hosted service keeps the start waiting until there is a cluster.
    private static void ConnectBesideTheStart(this IServiceCollection services, HashSet<ServiceDescriptor> before)
    {
        var client = services.Single(service => service.ServiceType == typeof(IHostedService) && !before.Contains(service));
        services.Remove(client);
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ClusterConnection>(
            provider,
            (IHostedService)(client.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, client.ImplementationType!))));
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Registers what this process tells the board of the cluster.</summary>
internal static class ClusterBoardExtensions
{
    /// <summary>Reports this process as one of a kind. Comes after Orleans, so that the last report leaves before the connection ends.</summary>
    /// <param name="services">The services of the process.</param>
    /// <param name="kind">What it does, unless it was said before by <see cref="AddProcessKind"/>.</param>
    public static IServiceCollection AddClusterBoard(this IServiceCollection services, ProcessKind kind)
    {
        services.AddProcessKind(kind);
        services.AddSingleton<ProcessMeasurements>();
        services.AddSingleton<ProcessSampler>();
        services.AddHostedService<ProcessReporter>();
        return services;
    }

    /// <summary>Says what the process does; only the first time counts.</summary>
    public static void AddProcessKind(this IServiceCollection services, ProcessKind kind) => services.TryAddSingleton(provider =>
        new ProcessIdentity(kind, provider.GetService<ILocalSiloDetails>(), provider.GetRequiredService<TimeProvider>()));
}

using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Grains.Tests;

/// <summary>Two silos and a client that report to the board, as processes do.</summary>
public sealed class BoardCluster() : RegistryCluster(silos: 2)
{
    protected override void AddServices(IServiceCollection services) => services.AddClusterBoard(ProcessKind.Silo);

    protected override void AddClientServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddClusterBoard(ProcessKind.Api);
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Registry.Grains.Tests;

/// <summary>A cluster that answers so many checks a second of installations that never were.</summary>
internal sealed class PacedCluster(int checkRate) : RegistryCluster
{
    protected override void AddServices(IServiceCollection services) => services.Configure<AbsenceOptions>(options => options.CheckRate = checkRate);
}

using Microsoft.Extensions.DependencyInjection;

namespace Registry.Grains;

/// <summary>Registers what the grains need in a silo.</summary>
public static class RegistryGrainsExtensions
{
    /// <summary>
    /// Adds the registry's grains. The host adds the rest: a <see cref="Registry.Grains.Interfaces.Catalog"/>, a grain
    /// storage named <c>registry</c>, and the indexes, the journal, the request log and the probe of that storage.
    /// </summary>
    public static ISiloBuilder AddRegistryGrains(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(TimeProvider.System);
        return silo;
    }
}

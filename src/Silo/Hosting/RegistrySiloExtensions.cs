using Microsoft.Extensions.Hosting;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Hosts the registry's grains in a process.</summary>
public static class RegistrySiloExtensions
{
    /// <summary>Adds a silo with the registry's grains, its catalog and its storage, as configured.</summary>
    public static IHostApplicationBuilder AddRegistrySilo(this IHostApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo.AddRegistryGrains());
        return builder;
    }
}

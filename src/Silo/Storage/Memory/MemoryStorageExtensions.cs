using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the registry's data in memory, for tests.</summary>
internal static class MemoryStorageExtensions
{
    /// <summary>Adds the storage.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="tables">What the silos of one cluster share; null for a silo that is alone.</param>
    public static ISiloBuilder AddMemoryStorage(this ISiloBuilder silo, MemoryTables? tables = null)
    {
        silo.AddMemoryGrainStorage(StorageNames.Registry, options => options.GrainStorageSerializer = new StateSerializer());

        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(tables ?? new());
        services.AddSingleton<IInstallationIndex, MemoryInstallationIndex>();
        services.AddSingleton<IAppIndex, MemoryAppIndex>();
        services.AddSingleton<ISubmissionIndex, MemorySubmissionIndex>();
        services.AddSingleton<IJournal, MemoryJournal>();
        services.AddSingleton<IRequestLog, MemoryRequestLog>();
        services.AddSingleton<IDeliveryStore, MemoryDeliveryStore>();
        services.AddSingleton<IStorageProbe, MemoryProbe>();
        return silo;
    }
}

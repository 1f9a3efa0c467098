using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Registry.Grains.Tests;

/// <summary>Puts <see cref="StorageFaults"/> in front of the storage that is registered.</summary>
internal static class StorageFaultsExtensions
{
    public static void AddStorageFaults(this IServiceCollection services, StorageFaults faults)
    {
        Decorate<IInstallationIndex>(services, null, inner => new FaultyInstallationIndex(inner, faults));
        Decorate<ISubmissionIndex>(services, null, inner => new FaultySubmissionIndex(inner, faults));
        Decorate<IJournal>(services, null, inner => new FaultyJournal(inner, faults));
        Decorate<IRequestLog>(services, null, inner => new FaultyRequestLog(inner, faults));
        Decorate<IGrainStorage>(services, StorageNames.Registry, inner => new FaultyGrainStorage(inner, faults));
    }

    private static void Decorate<T>(IServiceCollection services, string? key, Func<T, T> decorate)
        where T : class
    {
        var original = services.Last(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.Remove(original);
        if (key is null)
        {
            services.AddSingleton(provider => decorate((T)Create(provider, original)));
        }
        else
        {
            services.AddKeyedSingleton(key, (provider, _) => decorate((T)Create(provider, original)));
        }
    }

    private static object Create(IServiceProvider provider, ServiceDescriptor original) => original.IsKeyedService
        ? original.KeyedImplementationInstance
            ?? original.KeyedImplementationFactory?.Invoke(provider, original.ServiceKey)
            ?? ActivatorUtilities.CreateInstance(provider, original.KeyedImplementationType!)
        : original.ImplementationInstance
            ?? original.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!);
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Stands in front of a store of deliveries; some of its calls can be told to fail.</summary>
#pragma warning disable CA1852 // What stands in for the interface is made from this as a base class.
internal class BrokenDeliveryStore : DispatchProxy
#pragma warning restore CA1852
{
    private IDeliveryStore inner = null!;
    private volatile string? broken;
    private int failures;

    /// <summary>How many calls have failed.</summary>
    public int Failures => Volatile.Read(ref failures);

    /// <summary>Puts one in front of the store that is registered.</summary>
    public static BrokenDeliveryStore PutInFront(IServiceCollection services)
    {
        var original = services.Last(service => service.ServiceType == typeof(IDeliveryStore));
        services.Remove(original);
        var store = Create<IDeliveryStore, BrokenDeliveryStore>();
        var control = (BrokenDeliveryStore)(object)store;
        services.AddSingleton(provider =>
        {
            control.inner = (IDeliveryStore)ActivatorUtilities.CreateInstance(provider, original.ImplementationType!);
            return store;
        });
        return control;
    }

    /// <summary>Lets the calls of this name fail; null for none.</summary>
    public void Break(string? call) => broken = call;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != broken)
        {
            return targetMethod.Invoke(inner, args);
        }

        Interlocked.Increment(ref failures);
        throw new RegistryUnavailableException($"{broken} fails, as the test wants it.", mayHaveChanged: false);
    }
}

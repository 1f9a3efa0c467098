using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Registry.Grains.Tests;

/// <summary>A cluster of a test's own, whose grains see a clock that the test sets. Orleans itself keeps the real one.</summary>
/// <param name="configure">Adds what the test wants otherwise; null for nothing.</param>
public sealed class AgeingCluster(Action<IServiceCollection>? configure = null) : RegistryCluster
{
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, (_, _) => TimeProvider.System);
        configure?.Invoke(services);
    }
}

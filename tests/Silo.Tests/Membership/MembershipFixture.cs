using Orleans.Hosting;

namespace Registry.Silo.Tests;

/// <summary>One server per provider, shared by the tests of the membership suite; each test has a cluster id of its own.</summary>
public abstract class MembershipFixture : IAsyncLifetime
{
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    internal abstract void UseClustering(ISiloBuilder silo);

    internal abstract void UseClustering(IClientBuilder client);
}

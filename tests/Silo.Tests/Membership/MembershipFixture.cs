using Orleans.Hosting;

namespace Registry.Silo.Tests;

/// <summary>One server per provider, shared by the tests of the membership suite; each test has a cluster id of its own.</summary>
public abstract class MembershipFixture : IAsyncLifetime
{
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Whether a row may be inserted with suspicions. Orleans never does that, and its ADO.NET provider stores them, and the
    /// status, only when a row is updated, and nothing else of a row then.
    /// </summary>
    internal virtual bool InsertsSuspicions => true;

    internal abstract void UseClustering(ISiloBuilder silo);

    internal abstract void UseClustering(IClientBuilder client);
}

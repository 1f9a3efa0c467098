namespace Registry.Grains.Tests;

/// <summary>The same with two silos, whose leases outlast every test: what a silo knows of a change was pushed to it.</summary>
public sealed class TwoSiloCluster() : RegistryCluster(silos: 2)
{
    protected override TimeSpan Lease => TimeSpan.FromMinutes(5);
}

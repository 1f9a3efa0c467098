namespace Registry.Grains.Tests;

/// <summary>The same with two silos. Leases do not end, so what a silo knows of a change was pushed to it.</summary>
public sealed class TwoSiloCluster() : RegistryCluster(silos: 2);

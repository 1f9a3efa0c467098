using Registry.Grains.Tests;

[assembly: AssemblyFixture(typeof(RegistryCluster))]
[assembly: AssemblyFixture(typeof(TwoSiloCluster))]

[assembly: AssemblyFixture(typeof(Registry.Silo.Tests.MemoryFixture))]

namespace Registry.Silo.Tests;

public sealed class MemoryFixture : StorageFixture
{
    internal override Task<RegistryHost> StartAsync() => RegistryHost.StartAsync(("Storage:Provider", "Memory"));
}

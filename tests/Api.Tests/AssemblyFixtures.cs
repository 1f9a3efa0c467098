using Registry.Api.Tests;

[assembly: AssemblyFixture(typeof(RegistryServer))]

using Registry.Hub.Tests;

[assembly: AssemblyFixture(typeof(RegistryServer))]
[assembly: AssemblyFixture(typeof(Chromium))]

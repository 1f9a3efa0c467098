using Registry.Grains;

namespace Registry.Silo;

internal sealed class MemoryProbe : IStorageProbe
{
    public Task ProbeAsync() => Task.CompletedTask;
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class SqliteProbeTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider clock = new();
    private readonly SqliteDatabase database;
    private readonly SqliteProbe probe;

    public SqliteProbeTests()
    {
        database = TestDatabase.Open(directory.Path, TimeSpan.FromMilliseconds(100));
        var guard = new StorageGuard(new SqliteErrors(), new(services.GetRequiredService<IMeterFactory>()), clock);
        probe = new(new(database, new(database), guard), database, clock);
    }

    public void Dispose()
    {
        database.Dispose();
        services.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Probe_SucceededAMomentAgo_TakesNoTurnOfTheWriters()
    {
        await probe.ProbeAsync();

        using (await database.Gate.EnterAsync())
        {
            clock.Advance(TimeSpan.FromMilliseconds(999));
            await probe.ProbeAsync();

            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Assert.ThrowsAsync<RegistryUnavailableException>(probe.ProbeAsync);
            await Assert.ThrowsAsync<RegistryUnavailableException>(probe.ProbeAsync);
        }

        await probe.ProbeAsync();
    }

    [Fact]
    public async Task Probe_FileGoneSinceItSucceeded_IsUnavailable()
    {
        await probe.ProbeAsync();
        File.Move(directory.Database, directory.Database + ".away");

        await Assert.ThrowsAsync<RegistryUnavailableException>(probe.ProbeAsync);
    }
}

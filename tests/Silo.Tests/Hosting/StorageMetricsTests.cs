using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

public sealed class StorageMetricsTests : IAsyncLifetime
{
    private readonly TempDirectory directory = new();
    private readonly MeterListener listener = new();
    private readonly ConcurrentBag<(string Operation, string Outcome, double Seconds)> measured = [];
    private RegistryHost? host;

    private RegistryHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:BusyTimeout", "00:00:00.1"));
        var meters = Host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Other registries run in this process at the same time.
            if (instrument.Name == "registry.storage.duration" && instrument.Meter is { Name: "Registry.Silo" } meter && meter.Scope == meters)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
            measured.Add((Tag(tags, "operation"), Tag(tags, "outcome"), seconds)));
        listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await Host.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Storage_EachCall_IsMeasuredWithItsOutcome()
    {
        var key = Sample.Key();
        await Host.Index.MarkAsync(key, 1);
        await Host.Index.ReadByAppAsync(key.App, new(), null, 1);
        await WriteStateAsync(key);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteStateAsync(key));
        using (await Host.Database.Gate.EnterAsync())
        {
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => Host.Index.MarkAsync(key, 2));
        }

        Assert.Contains(measured, each => each is { Operation: "index.mark", Outcome: "ok", Seconds: > 0 and < 60 });
        Assert.Contains(measured, each => each is { Operation: "index.read", Outcome: "ok" });
        Assert.Contains(measured, each => each is { Operation: "state.write", Outcome: "ok" });
        Assert.Contains(measured, each => each is { Operation: "state.write", Outcome: "conflict" });
        Assert.Contains(measured, each => each is { Operation: "index.mark", Outcome: "unavailable", Seconds: >= 0.09 });
    }

    private Task WriteStateAsync(InstallationKey key) =>
        Host.State.WriteStateAsync("installation", GrainId.Create("installation", key.ToString()), new GrainState<State>(new()));

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return (string)tag.Value!;
            }
        }

        return "";
    }
}

using System.Diagnostics.Metrics;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Listens to the metrics of this process, from when it is made: some of them tell of changes only, so it has to be there
/// before they do.
/// </summary>
internal sealed class ProcessMeasurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly IMeterFactory meters;
    private readonly OutcomeCounter checks = new("reason", isTotal: true);
    private readonly OutcomeCounter changes = new("outcome");
    private readonly OutcomeCounter webhookAttempts = new("outcome");
    private readonly CheckCallCounter checkLatency = new();
    private readonly LatencyCounter storageLatency = new();
    private readonly GrainGauge activations = new();
    private readonly LevelGauge installations = new();
    private TimeSpan cpu = Environment.CpuUsage.TotalTime;
    private TimeSpan gcPause = GC.GetTotalPauseDuration();

    public ProcessMeasurements(IMeterFactory meters)
    {
        this.meters = meters;
        listener.InstrumentPublished = Listen;

        // Without a closure, and with what belongs to the instrument as the state: nothing is allocated or looked up.
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((Measured)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((Measured)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((Measured)state!).Record(value, tags));
        listener.Start();
    }

    /// <summary>What was measured since the last time. One caller at a time.</summary>
    public ProcessSample Take(long sequence, TimeSpan length)
    {
        listener.RecordObservableInstruments();
        var (cpuBefore, gcPauseBefore) = (cpu, gcPause);
        (cpu, gcPause) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        return new()
        {
            Sequence = sequence,
            Length = length,
            Checks = checks.Take(),
            Changes = changes.Take(),
            WebhookAttempts = webhookAttempts.Take(),
            CheckLatency = checkLatency.Take(),
            StorageLatency = storageLatency.Take(),
            Activations = activations.Take(),
            Installations = installations.Level,
            WorkingSet = Environment.WorkingSet,
            Heap = GC.GetTotalMemory(forceFullCollection: false),
            Cpu = cpu - cpuBefore,
            GcPause = gcPause - gcPauseBefore,
        };
    }

    public void Dispose() => listener.Dispose();

    private void Listen(Instrument instrument, MeterListener self)
    {
        // Other registries may run in this process, each with a factory of its own. Orleans has one meter for all of them.
        var isOurs = instrument.Meter.Scope == meters || instrument.Meter is { Name: "Microsoft.Orleans", Scope: null };
        if (isOurs && MeasuredBy(instrument) is { } measured)
        {
            self.EnableMeasurementEvents(instrument, measured);
        }
    }

    private Measured? MeasuredBy(Instrument instrument) => (instrument.Meter.Name, instrument.Name) switch
    {
        (RegistryMetrics.MeterName, "registry.checks") => checks,
        (RegistryMetrics.MeterName, "registry.changes") => changes,
        (RegistryMetrics.MeterName, "registry.installations.active") => installations,
        (SiloMetrics.MeterName, "registry.storage.duration") => storageLatency,
        (SiloMetrics.MeterName, "registry.webhooks.attempts") => webhookAttempts,
        ("Microsoft.AspNetCore.Hosting", "http.server.request.duration") => checkLatency,
        ("Microsoft.Orleans", "orleans-catalog-activations") => activations,
        _ => null,
    };
}

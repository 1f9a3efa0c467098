using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Registry.Silo;

/// <summary>What a silo measures.</summary>
internal sealed class SiloMetrics
{
    public const string MeterName = "Registry.Silo";

    private readonly Histogram<double> storage;

    public SiloMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        storage = meter.CreateHistogram(
            "registry.storage.duration",
            "s",
            "How long calls of the storage took, waiting in line included.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
    }

    public void StorageCompleted(string operation, string outcome, TimeSpan elapsed) =>
        storage.Record(elapsed.TotalSeconds, new TagList { { "operation", operation }, { "outcome", outcome } });
}

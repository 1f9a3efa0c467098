using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Registry.Silo;

/// <summary>What a silo measures.</summary>
internal sealed class SiloMetrics
{
    public const string MeterName = "Registry.Silo";

    private readonly Histogram<double> storage;
    private readonly Counter<long> webhooks;
    private readonly Histogram<double> webhookTime;

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
        webhooks = meter.CreateCounter<long>("registry.webhooks.attempts", "{attempt}", "Attempts to deliver notifications, by what came of them.");
        webhookTime = meter.CreateHistogram(
            "registry.webhooks.duration",
            "s",
            "How long attempts took that were sent, from the look-up of the host name to the end of the answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    public void StorageCompleted(string operation, string outcome, TimeSpan elapsed) =>
        storage.Record(elapsed.TotalSeconds, new TagList { { "operation", operation }, { "outcome", outcome } });

    /// <param name="outcome">One of <see cref="WebhookOutcome"/>.</param>
    /// <param name="elapsed">Null where nothing was sent.</param>
    public void WebhookAttempted(string outcome, TimeSpan? elapsed)
    {
        webhooks.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        if (elapsed is { } time)
        {
            webhookTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Silo.Tests;

public sealed class WebhookMetricsTests
{
    [Fact]
    public async Task Attempt_SentOrNot_IsMeasuredWithItsOutcomeAlone()
    {
        await using var spared = new SparedEndpoint();
        var meters = spared.Scene.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("registry.webhooks.", StringComparison.Ordinal) && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue(Text(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue(Text(instrument, tags)));
        listener.Start();

        await spared.BreakAsync();
        Assert.False((await spared.SendAsync()).WasSent);

        Assert.Equal(20, measured.Count(each => each == "registry.webhooks.attempts outcome=failed"));
        Assert.Equal(20, measured.Count(each => each == "registry.webhooks.duration outcome=failed"));
        Assert.Equal("registry.webhooks.attempts outcome=spared", measured.Last());
        Assert.Equal(41, measured.Count);
    }

    private static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
}

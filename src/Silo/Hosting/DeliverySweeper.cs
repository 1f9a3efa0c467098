using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Wakes the queues that somebody has to look after: those whose next attempt is due, and those whose process is gone.
/// </summary>
internal sealed partial class DeliverySweeper(
    IDeliveryStore store,
    IGrainFactory grains,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<DeliverySweeper> logger) : PeriodicWork(options.Value.SweepPeriod, clock)
{
    private const int MostAtOnce = 1000;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        foreach (var due in await store.ReadDueAsync(Clock.GetUtcNow(), MostAtOnce))
        {
            await grains.GetDeliveryQueue(due).WakeAsync(0);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deliveries that are due could not be looked for; tried again in a moment.")]
    protected override partial void LogFailed(Exception exception);
}

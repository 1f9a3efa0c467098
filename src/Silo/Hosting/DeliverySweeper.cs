using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Wakes the queues that somebody has to look after: those whose next attempt is due, and those whose process is gone; and
/// the replays that run.
/// </summary>
internal sealed partial class DeliverySweeper(
    IDeliveryStore store,
    IGrainFactory grains,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<DeliverySweeper> logger) : BackgroundService
{
    private const int MostAtOnce = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.SweepPeriod, clock, stoppingToken);
                await TryAsync(SweepAsync);
                await TryAsync(grains.GetReplayRegister().WakeAsync);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync()
    {
        foreach (var due in await store.ReadDueAsync(clock.GetUtcNow(), MostAtOnce))
        {
            await grains.GetDeliveryQueue(due).WakeAsync(0);
        }
    }

    private async Task TryAsync(Func<Task> sweepAsync)
    {
        try
        {
            await sweepAsync();
        }
        catch (Exception exception)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deliveries that are due or replays that run could not be looked after; tried again in a moment.")]
    private partial void LogFailed(Exception exception);
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Deletes events and deliveries that have been kept long enough, in small steps so that other writes get their turn in between.</summary>
internal sealed partial class DeliveryCleaner(
    IDeliveryStore store,
    IOptions<DeliveryOptions> deliveries,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<DeliveryCleaner> logger) : PeriodicCleaner(options, clock)
{
    private const int Step = 500;

    protected override async Task CleanAsync(CancellationToken stoppingToken)
    {
        var deleted = 0;
        for (var step = Step; step == Step && !stoppingToken.IsCancellationRequested; deleted += step)
        {
            var now = Clock.GetUtcNow();
            step = await store.DeleteExpiredAsync(now - deliveries.Value.Retention, now, Step);
        }

        if (deleted > 0)
        {
            LogCleaned(deleted);
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} old deliveries.")]
    private partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "Old deliveries could not be deleted; tried again later.")]
    protected override partial void LogFailed(Exception exception);
}

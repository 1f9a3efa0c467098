using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Deletes events and deliveries that have been kept long enough.</summary>
internal sealed partial class DeliveryCleaner(
    IDeliveryStore store,
    IOptions<DeliveryOptions> deliveries,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<DeliveryCleaner> logger) : PeriodicCleaner(options, clock)
{
    protected override Task<int> DeleteAsync(int limit)
    {
        var now = Clock.GetUtcNow();
        return store.DeleteExpiredAsync(now - deliveries.Value.Retention, now, limit);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} old deliveries.")]
    protected override partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "Old deliveries could not be deleted; tried again later.")]
    protected override partial void LogFailed(Exception exception);
}

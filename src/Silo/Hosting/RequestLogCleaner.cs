using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Deletes recorded answers that have expired, in small steps so that other writes get their turn in between.</summary>
internal sealed partial class RequestLogCleaner(
    IRequestLog requests,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<RequestLogCleaner> logger) : PeriodicCleaner(options, clock)
{
    private const int Step = 500;

    protected override async Task CleanAsync(CancellationToken stoppingToken)
    {
        var deleted = 0;
        for (var step = Step; step == Step && !stoppingToken.IsCancellationRequested; deleted += step)
        {
            step = await requests.DeleteExpiredAsync(Clock.GetUtcNow(), Step);
        }

        if (deleted > 0)
        {
            LogCleaned(deleted);
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} expired answers of idempotent requests.")]
    private partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "Expired answers of idempotent requests could not be deleted; tried again later.")]
    protected override partial void LogFailed(Exception exception);
}

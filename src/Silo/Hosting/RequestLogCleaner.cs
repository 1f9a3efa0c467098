using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Deletes recorded answers that have expired, in small steps so that other writes get their turn in between.</summary>
internal sealed partial class RequestLogCleaner(
    IRequestLog requests,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<RequestLogCleaner> logger) : BackgroundService
{
    private const int Step = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CleanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        try
        {
            var deleted = 0;
            for (var step = Step; step == Step && !stoppingToken.IsCancellationRequested; deleted += step)
            {
                step = await requests.DeleteExpiredAsync(clock.GetUtcNow(), Step);
            }

            if (deleted > 0)
            {
                LogCleaned(deleted);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} expired answers of idempotent requests.")]
    private partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "Expired answers of idempotent requests could not be deleted; tried again later.")]
    private partial void LogFailed(Exception exception);
}

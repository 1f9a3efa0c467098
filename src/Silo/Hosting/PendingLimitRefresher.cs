using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps it known on this silo how many queues are open. Apart from the sweep, which must not wait for a long count.</summary>
internal sealed partial class PendingLimitRefresher(PendingLimit limit, TimeProvider clock, ILogger<PendingLimitRefresher> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryRefreshAsync();
                await Task.Delay(Period, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryRefreshAsync()
    {
        try
        {
            await limit.RefreshAsync();
        }
        catch (Exception exception)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Open queues could not be counted; the limit of each stays, and they are counted again in a moment.")]
    private partial void LogFailed(Exception exception);
}

using Microsoft.Extensions.Logging;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps it known on this silo how many queues are open. Apart from the sweep, which must not wait for a long count.</summary>
internal sealed partial class PendingLimitRefresher(PendingLimit limit, TimeProvider clock, ILogger<PendingLimitRefresher> logger)
    : PeriodicWork(Period, clock, isAtStart: true)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override Task WorkAsync(CancellationToken stoppingToken) => limit.RefreshAsync();

    [LoggerMessage(LogLevel.Warning, "Open queues could not be counted; the limit of each stays, and they are counted again in a moment.")]
    protected override partial void LogFailed(Exception exception);
}

using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Logs that deliveries of this silo have stopped. An outage of the storage stops all queues, again and again: the first
/// failure is logged with its exception, what follows as a number now and then, until a while has passed without any.
/// </summary>
internal sealed partial class QueueFailures : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly ILogger<QueueFailures> logger;
    private readonly ITimer timer;
    private bool isCounting;
    private int count;
    private InstallationKey last;
    private string reason = "";

    public QueueFailures(TimeProvider clock, ILogger<QueueFailures> logger)
    {
        this.logger = logger;
        timer = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(InstallationKey installation, Exception exception)
    {
        lock (gate)
        {
            if (isCounting)
            {
                count++;
                (last, reason) = (installation, exception.Message);
                return;
            }

            isCounting = true;
            timer.Change(Period, Timeout.InfiniteTimeSpan);
        }

        LogFirst(exception, installation);
    }

    public void Dispose() => timer.Dispose();

    private void Tell()
    {
        lock (gate)
        {
            isCounting = count > 0;
            if (isCounting)
            {
                LogMore(count, last, reason);
                count = 0;
                timer.Change(Period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries of {Installation} have stopped for now and are taken up again")]
    private partial void LogFirst(Exception exception, InstallationKey installation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries have stopped {Count} more times and are taken up again; last those of {Installation}: {Reason}")]
    private partial void LogMore(int count, InstallationKey installation, string reason);
}

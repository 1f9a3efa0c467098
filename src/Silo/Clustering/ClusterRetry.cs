using Orleans.Runtime;

namespace Registry.Silo;

/// <summary>Tries to connect to the cluster again, every second, until the process ends.</summary>
internal sealed partial class ClusterRetry(TimeProvider clock, ILogger<ClusterRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private string? reported;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception.Message != reported)
        {
            reported = exception.Message;
            LogNotConnected(reported);
        }

        await Task.Delay(Delay, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "No connection to the cluster yet; trying again every second: {Reason}")]
    private partial void LogNotConnected(string reason);
}

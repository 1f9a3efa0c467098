namespace Registry.Silo;

/// <summary>
/// Connects this process to the cluster, for as long as it takes, beside the rest of the start: so the process answers
/// that there is no cluster instead of not answering at all.
/// </summary>
internal sealed partial class ClusterConnection(IHostedService client, SiloComparison silos, ClusterLink link, ILogger<ClusterConnection> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task connecting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        connecting = ConnectAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await connecting;
        await client.StopAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private async Task ConnectAsync()
    {
        try
        {
            // Off the start's own thread: the first try may block.
            await Task.Yield();
            await client.StartAsync(stopping.Token);
            await silos.UntilEqualAsync(stopping.Token);
            link.Open();
            LogConnected();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // The connection retries by itself whatever can be retried, so this will not mend itself.
            LogGivenUp(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Connected to the cluster")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Critical, "The connection to the cluster was given up; restart this process")]
    private partial void LogGivenUp(Exception exception);
}

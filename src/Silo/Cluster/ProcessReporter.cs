using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Takes a sample of this process every few seconds and sends it to the board of the cluster, which may be out of reach for as long as it likes.</summary>
internal sealed partial class ProcessReporter(
    IGrainFactory grains,
    ProcessSampler sampler,
    ProcessIdentity identity,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<ProcessReporter> logger) : BackgroundService
{
    // The next sample is due then.
    private static readonly TimeSpan Patience = BoardTime.Step;

    // A process that is to stop does not wait for a board that is gone.
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(2);

    private readonly ClusterLink? link = services.GetService<ClusterLink>();
    private long known;
    private bool isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (known > 0 && !isFailing)
        {
            sampler.Take();
            await TryReportAsync(isLast: true, PatienceAtTheEnd, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BoardTime.Step, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                sampler.Take();
                await TryReportAsync(isLast: false, Patience, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryReportAsync(bool isLast, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (link is not null && !link.TryPass())
        {
            return;
        }

        try
        {
            await ReportAsync(isLast).WithinAsync(patience, clock, cancellationToken);
            isFailing = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the process has better things to do than to end for it, or to fill its log.
            if (!isFailing)
            {
                LogFailed(exception);
            }

            isFailing = true;
        }
    }

    private async Task ReportAsync(bool isLast)
    {
        var before = known;
        known = await SendAsync(isLast);

        // Less than before: the board is another one, and empty. It gets all that there is.
        if (known < before)
        {
            known = await SendAsync(isLast);
        }
    }

    private Task<long> SendAsync(bool isLast) => grains.GetClusterBoard().ReportAsync(identity.ToReport(sampler, known, isLast));

    [LoggerMessage(LogLevel.Warning, "The board of the cluster could not be reached; what this process measures is kept for an hour and sent later.")]
    private partial void LogFailed(Exception exception);
}

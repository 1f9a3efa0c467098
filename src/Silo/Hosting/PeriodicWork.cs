using Microsoft.Extensions.Hosting;

namespace Registry.Silo;

/// <summary>Does something every <paramref name="period"/>. What fails is logged and tried again the next time.</summary>
/// <param name="period">From one beginning to the next.</param>
/// <param name="clock">The time.</param>
/// <param name="isAtStart">Whether it is done for the first time at the start, not one period later.</param>
internal abstract class PeriodicWork(TimeSpan period, TimeProvider clock, bool isAtStart = false) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected abstract Task WorkAsync(CancellationToken stoppingToken);

    protected abstract void LogFailed(Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            if (isAtStart)
            {
                await TryWorkAsync(stoppingToken);
            }

            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryWorkAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryWorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>Cleans something up every <see cref="StorageOptions.CleanupInterval"/>. What fails is logged and tried again.</summary>
internal abstract class PeriodicCleaner(IOptions<StorageOptions> options, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected abstract Task CleanAsync(CancellationToken stoppingToken);

    protected abstract void LogFailed(Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryCleanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryCleanAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CleanAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }
}

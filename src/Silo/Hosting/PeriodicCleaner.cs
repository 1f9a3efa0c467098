using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>
/// Deletes what has been kept long enough every <see cref="StorageOptions.CleanupInterval"/>, in small steps so that other
/// writes get their turn in between.
/// </summary>
internal abstract class PeriodicCleaner(IOptions<StorageOptions> options, TimeProvider clock) : PeriodicWork(options.Value.CleanupInterval, clock)
{
    private const int Step = 500;

    /// <returns>How many were deleted; fewer than <paramref name="limit"/> where there is nothing left to delete.</returns>
    protected abstract Task<int> DeleteAsync(int limit);

    protected abstract void LogCleaned(int count);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        var deleted = 0;
        for (var step = Step; step == Step && !stoppingToken.IsCancellationRequested; deleted += step)
        {
            step = await DeleteAsync(Step);
        }

        if (deleted > 0)
        {
            LogCleaned(deleted);
        }
    }
}

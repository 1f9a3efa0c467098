using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Has installations whose index row was left marked bring it up to date: by a crash, after the start; by an outage, now
/// and then. Lists are right without that, only slower: they ask the grain of each marked row.
/// </summary>
internal sealed partial class MarkedRowRepair(
    IInstallationIndex index,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<MarkedRowRepair> logger) : BackgroundService
{
    private const int PageSize = 200;

    private const int Parallelism = 8;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    // Rows that were marked at the last look and not repaired then; null where whatever is marked needs help: at the start
    // of a silo that is alone, nobody can be at work on it.
    private HashSet<InstallationKey>? leftMarked = StorageProviders.IsShared(options.Value.Provider) ? [] : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WhenStartedAsync(stoppingToken);
            if (leftMarked is not null)
            {
                // With other silos at work, one look can't tell what was left from what is under way.
                await RepairAllAsync(stoppingToken);
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }

            while (true)
            {
                var succeeded = await RepairAllAsync(stoppingToken);
                var interval = options.Value.CleanupInterval;
                await Task.Delay(succeeded || interval < RetryDelay ? interval : RetryDelay, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WhenStartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    /// <returns>Whether nothing failed.</returns>
    private async Task<bool> RepairAllAsync(CancellationToken stoppingToken)
    {
        var repaired = 0;
        var failed = 0;
        var stillMarked = new HashSet<InstallationKey>();
        try
        {
            InstallationKey? last = null;
            for (var page = await index.ReadMarkedAsync(last, PageSize); page.Length > 0; page = await index.ReadMarkedAsync(last, PageSize))
            {
                // While the registry runs, most marked rows belong to a change under way: only those that stay marked need help.
                var toRepair = leftMarked is null ? page : page.RemoveAll(key => !leftMarked.Contains(key));
                var outcomes = new bool[toRepair.Length];
                await Parallel.ForAsync(0, toRepair.Length, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stoppingToken }, async (position, _) =>
                    outcomes[position] = await RepairAsync(toRepair[position]));
                var succeeded = toRepair.Where((_, position) => outcomes[position]).ToHashSet();
                stillMarked.UnionWith(page.Where(key => !succeeded.Contains(key)));
                repaired += succeeded.Count;
                failed += toRepair.Length - succeeded.Count;
                last = page[^1];
            }

            leftMarked = stillMarked;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogReadFailed(exception);
            return false;
        }

        if (repaired + failed > 0)
        {
            LogRepaired(repaired, failed);
        }

        return failed == 0;
    }

    private async Task<bool> RepairAsync(InstallationKey key)
    {
        try
        {
            await grains.GetInstallation(key).ReconcileAsync();
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it is, it must not keep the other rows from being repaired.
            LogRepairFailed(key, exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Index rows that were left marked: {Repaired} repaired, {Failed} failed.")]
    private partial void LogRepaired(int repaired, int failed);

    [LoggerMessage(LogLevel.Warning, "The index row of installation {Installation} could not be repaired; tried again later.")]
    private partial void LogRepairFailed(InstallationKey installation, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Marked index rows could not be read; tried again later.")]
    private partial void LogReadFailed(Exception exception);
}

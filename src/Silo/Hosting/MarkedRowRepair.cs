using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// After the start, has every installation whose index row was left marked by a crash bring its row up to date. Lists
/// are right without that, only slower: they ask the grain of each marked row.
/// </summary>
internal sealed partial class MarkedRowRepair(
    IInstallationIndex index,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<MarkedRowRepair> logger) : BackgroundService
{
    private const int PageSize = 200;

    private const int Parallelism = 8;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WhenStartedAsync(stoppingToken);
            while (!await RepairAllAsync(stoppingToken))
            {
                await Task.Delay(RetryDelay, clock, stoppingToken);
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

    /// <returns>Whether nothing is left to repair.</returns>
    private async Task<bool> RepairAllAsync(CancellationToken stoppingToken)
    {
        var repaired = 0;
        var failed = 0;
        try
        {
            InstallationKey? last = null;
            for (var page = await index.ReadMarkedAsync(last, PageSize); page.Length > 0; page = await index.ReadMarkedAsync(last, PageSize))
            {
                var outcomes = new bool[page.Length];
                await Parallel.ForAsync(0, page.Length, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stoppingToken }, async (position, _) =>
                    outcomes[position] = await RepairAsync(page[position]));
                repaired += outcomes.Count(succeeded => succeeded);
                failed += outcomes.Count(succeeded => !succeeded);
                last = page[^1];
            }
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

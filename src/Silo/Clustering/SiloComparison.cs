using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Compares this process with the silos that it has found: by another catalog it would read requests otherwise than they do,
/// and another service id means that it was to serve other data.
/// </summary>
internal sealed partial class SiloComparison(
    IGrainFactory grains,
    Catalog catalog,
    IOptions<ClusterOptions> cluster,
    ClusterLink link,
    TimeProvider clock,
    ILogger<SiloComparison> logger)
{
    // How often in a row silos must be unable to tell: one that ends fails in ways of its own, and another one may know.
    private const int MostUnable = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Returns when a silo was found that is like this process. Does not give up: while silos get another catalog one after
    /// the other, some have the old one.
    /// </summary>
    public async Task UntilEqualAsync(CancellationToken cancellationToken)
    {
        while (await FindDifferenceAsync(cancellationToken) is { } difference)
        {
            if (link.Obstacle != difference)
            {
                link.Obstacle = difference;
                LogDiffers(difference);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }

        link.Obstacle = null;
    }

    private async Task<string?> FindDifferenceAsync(CancellationToken cancellationToken)
    {
        for (var unable = 0; true; await Task.Delay(Pause, clock, cancellationToken))
        {
            try
            {
                return Compare(await grains.GetHealth().DescribeAsync().AsTask().WaitAsync(cancellationToken));
            }
            catch (Exception exception) when (exception is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or GatewayTooBusyException)
            {
                unable = 0;
                LogNotCompared(exception.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Silos of a release before this one do not know the question.
                if (++unable == MostUnable)
                {
                    LogNotComparable(exception.Message);
                    return null;
                }

                LogNotCompared(exception.Message);
            }
        }
    }

    // Names settings and not their values: anybody may read it.
    private string? Compare(SiloDescription silo) => true switch
    {
        _ when silo.ServiceId != cluster.Value.ServiceId =>
            "The silos have another service id than this process: correct Cluster:ServiceId.",
        _ when silo.ClusterId != cluster.Value.ClusterId =>
            "The silos have another cluster id than this process: correct Cluster:ClusterId.",
        _ when silo.CatalogETag != catalog.ETag =>
            "The silos have another catalog than this process: give both the same Catalog:Path.",
        _ => null,
    };

    [LoggerMessage(LogLevel.Critical, "Not ready, and looking again every two seconds. {Difference}")]
    private partial void LogDiffers(string difference);

    [LoggerMessage(LogLevel.Warning, "The silos can't tell what they have in common with this process, which serves all the same: {Reason}")]
    private partial void LogNotComparable(string reason);

    [LoggerMessage(LogLevel.Warning, "No silo could be compared with this process yet; trying again: {Reason}")]
    private partial void LogNotCompared(string reason);
}

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
        while (true)
        {
            try
            {
                return Compare(await grains.GetHealth().DescribeAsync().AsTask().WaitAsync(cancellationToken));
            }
            catch (Exception exception) when (exception is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or GatewayTooBusyException)
            {
                LogNotCompared(exception.Message);
                await Task.Delay(Pause, clock, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A silo of a release before this one does not know the question.
                LogNotComparable(exception.Message);
                return null;
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

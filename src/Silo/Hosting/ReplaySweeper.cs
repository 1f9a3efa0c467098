using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Has replays go on whose process is gone.</summary>
internal sealed partial class ReplaySweeper(
    IGrainFactory grains,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<ReplaySweeper> logger) : PeriodicWork(options.Value.SweepPeriod, clock)
{
    protected override Task WorkAsync(CancellationToken stoppingToken) => grains.GetReplayRegister().WakeAsync();

    [LoggerMessage(LogLevel.Warning, "Replays that run could not be looked after; tried again in a moment.")]
    protected override partial void LogFailed(Exception exception);
}

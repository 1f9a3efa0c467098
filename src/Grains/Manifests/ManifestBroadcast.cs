using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Makes a manifest effective on every silo.</summary>
internal sealed partial class ManifestBroadcast(
    ManifestCache cache,
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    TimeProvider clock,
    IOptions<ManifestOptions> options,
    ILogger<ManifestBroadcast> logger)
{
    /// <summary>
    /// Returns when no silo relies on an older manifest any more: each has taken in this one, or the leases that a silo
    /// out of reach may hold have run out.
    /// </summary>
    public async Task PublishAsync(LiveManifest manifest)
    {
        cache.Publish(manifest);

        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => !member.SiloAddress.Equals(local.SiloAddress) && !IsGone(member.Status))
            .Select(member => member.SiloAddress)
            .ToArray();
        if (others.Length == 0)
        {
            return;
        }

        var started = clock.GetTimestamp();
        var reached = await Task.WhenAll(others.Select(silo => TryPublishAsync(silo, manifest)));
        if (reached.Contains(false))
        {
            var rest = options.Value.Lease - clock.GetElapsedTime(started);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock);
        }
    }

    /// <summary>Makes a manifest effective on this silo, at once.</summary>
    public void PublishHere(LiveManifest manifest) => cache.Publish(manifest);

    private static bool IsGone(SiloStatus status) => status is SiloStatus.Dead or SiloStatus.None;

    private async Task<bool> TryPublishAsync(SiloAddress silo, LiveManifest manifest)
    {
        try
        {
            await grains.GetGrain<IManifestReplicaGrain>(silo.ToParsableString()).PublishAsync(manifest);
            return true;
        }
        catch (Exception exception)
        {
            LogSiloNotReached(exception, silo, manifest.App);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not take in the new manifest of {App}; waiting for its lease to run out")]
    private partial void LogSiloNotReached(Exception exception, SiloAddress silo, AppId app);
}

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
    ISiloLease lease,
    TimeProvider clock,
    IOptions<ManifestOptions> options,
    ILogger<ManifestBroadcast> logger)
{
    /// <summary>
    /// Returns when no silo relies on an older manifest any more: each has taken in this one, or the leases that a silo
    /// out of reach, or declared dead, may hold have run out.
    /// </summary>
    public async Task PublishAsync(LiveManifest manifest)
    {
        cache.Publish(manifest);
        await RefreshMembershipAsync();

        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => !member.SiloAddress.Equals(local.SiloAddress) && !IsGone(member.Status))
            .Select(member => member.SiloAddress)
            .ToArray();
        await Task.WhenAll(SettleAsync(), PublishAsync(others, manifest));
    }

    /// <summary>Makes a manifest effective on this silo, at once.</summary>
    public void PublishHere(LiveManifest manifest) => cache.Publish(manifest);

    private static bool IsGone(SiloStatus status) => status is SiloStatus.Dead or SiloStatus.None;

    // A silo that joined a moment ago may not have been heard of here yet. Where the table can't be read, the news that
    // came by themselves have to do: then hardly anybody can have joined either.
    private async Task RefreshMembershipAsync()
    {
        if (options.Value.Lease == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        try
        {
            await membership.Refresh(default, CancellationToken.None).AsTask().WithinAsync(options.Value.Lease, clock);
        }
        catch (Exception exception)
        {
            LogMembershipNotRead(exception);
        }
    }

    // One that is dead by now, and so is not asked, may not know it yet. This look begins after the others were found.
    private async Task SettleAsync()
    {
        TimeSpan rest;
        try
        {
            rest = await lease.GetSettlingTimeAsync();
        }
        catch (RegistryUnavailableException exception)
        {
            LogMembershipNotRead(exception);
            rest = TimeSpan.FromTicks(Math.Max(lease.Length.Ticks, options.Value.Lease.Ticks));
        }

        await Task.Delay(rest, clock);
    }

    private async Task PublishAsync(SiloAddress[] others, LiveManifest manifest)
    {
        var started = clock.GetTimestamp();
        var reached = await Task.WhenAll(others.Select(silo => TryPublishAsync(silo, manifest)));
        if (reached.Contains(false))
        {
            var rest = options.Value.Lease - clock.GetElapsedTime(started);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock);
        }
    }

    private async Task<bool> TryPublishAsync(SiloAddress silo, LiveManifest manifest)
    {
        try
        {
            var published = grains.GetGrain<IManifestReplicaGrain>(silo.ToParsableString()).PublishAsync(manifest);
            await published.WithinAsync(options.Value.Lease, clock);
            return true;
        }
        catch (Exception exception)
        {
            LogSiloNotReached(exception, silo, manifest.App);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership could not be refreshed before a manifest was shared")]
    private partial void LogMembershipNotRead(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not take in the new manifest of {App}; waiting for its lease to run out")]
    private partial void LogSiloNotReached(Exception exception, SiloAddress silo, AppId app);
}

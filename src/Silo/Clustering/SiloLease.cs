using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// The lease of a silo in a cluster: it may answer for a while after it last saw in the membership table that nobody has
/// declared it dead, and answers for what a dead silo had only when that one's lease must have run out.
/// </summary>
internal sealed partial class SiloLease(
    MembershipLook look,
    ILocalSiloDetails local,
    IClusterMembershipService membership,
    IGrainFactory grains,
    IOptions<ClusterHostOptions> options,
    TimeProvider clock,
    ILogger<SiloLease> logger) : ISiloLease, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // At a start nobody relies on this silo yet, and much is done for the first time: a slow answer is no reason to give up.
    private static readonly TimeSpan FirstLookLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private Task renewal = Task.CompletedTask;
    private long heldUntil = long.MinValue;
    private volatile bool isLost;

    public TimeSpan Length { get; } = options.Value.LivenessLease;

    public bool IsHeld => clock.GetTimestamp() < Volatile.Read(ref heldUntil) && !isLost;

    public async ValueTask<TimeSpan> GetSettlingTimeAsync()
    {
        try
        {
            // The look has to begin after the call did: what was seen before says nothing of who died meanwhile.
            var seen = await look.AgainAsync();
            Take(seen);
            return seen.SettlingTime;
        }
        catch (Exception exception)
        {
            throw new RegistryUnavailableException("The membership of the cluster can't be read.", mayHaveChanged: false, exception);
        }
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Held before the first call can come in, and until the last grain has stopped.
        lifecycle.Subscribe(nameof(SiloLease), ServiceLifecycleStage.BecomeActive - 1, StartAsync);
        lifecycle.Subscribe(nameof(SiloLease), ServiceLifecycleStage.RuntimeServices, _ => Task.CompletedTask, StopAsync);
    }

    public void Dispose() => stopping.Dispose();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                Take(await look.AgainAsync().WaitAsync(cancellationToken));
                break;
            }
            catch (TimeoutException exception) when (clock.GetElapsedTime(started) < FirstLookLimit)
            {
                LogFirstLook(exception.Message);
            }
        }

        renewal = RenewAsync();
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await renewal;
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Length / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RenewOnceAsync()
    {
        var asked = clock.GetTimestamp();
        try
        {
            Take(await look.AgainAsync().WithinAsync(Length / 2, clock, stopping.Token));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogTableNotRead(exception.Message);
            if (await EveryPeerCountsThisSiloAsActiveAsync())
            {
                Extend(asked);
            }
        }
    }

    private void Take(MembershipSight seen)
    {
        if (seen.IsDeclaredDead)
        {
            isLost = true;
            LogDeclaredDead();
            return;
        }

        Extend(seen.AskedAt);
    }

    private void Extend(long from)
    {
        var until = from + clock.TicksOf(Length);
        for (var known = Volatile.Read(ref heldUntil); known < until;)
        {
            known = Interlocked.CompareExchange(ref heldUntil, until, known) is var found && found == known ? until : found;
        }
    }

    // Whoever declares a silo dead writes that into the table. While the table can't be read it can hardly be written
    // either, and who wrote it last knows so: as long as all peers count this silo in, checks go on without the storage.
    private async Task<bool> EveryPeerCountsThisSiloAsActiveAsync()
    {
        var peers = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(local.SiloAddress))
            .Select(member => grains.GetGrain<ISiloPeerGrain>(member.SiloAddress.ToParsableString()).CountsAsActiveAsync(local.SiloAddress));
        try
        {
            return (await Task.WhenAll(peers).WithinAsync(Length / 2, clock, stopping.Token)).All(counts => counts);
        }
        catch (Exception exception)
        {
            LogPeersNotReached(exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The membership table could not be read at the start; trying again: {Reason}")]
    private partial void LogFirstLook(string reason);

    [LoggerMessage(LogLevel.Warning, "The membership table could not be read; asking the other silos: {Reason}")]
    private partial void LogTableNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "Not every other silo could be asked: this one stops to answer until table or peers count it as alive. {Reason}")]
    private partial void LogPeersNotReached(string reason);

    [LoggerMessage(LogLevel.Error, "This silo has been declared dead: it answers no more and will end")]
    private partial void LogDeclaredDead();
}

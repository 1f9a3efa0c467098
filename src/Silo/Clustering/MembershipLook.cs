using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Looks into the membership table on behalf of everybody on this silo who has to know what is there now.</summary>
internal sealed class MembershipLook(
    IMembershipTable table,
    ILocalSiloDetails local,
    IClusterMembershipService membership,
    IOptions<ClusterHostOptions> options,
    TimeProvider clock)
{
    // When thousands of grains are activated, they share a look twenty times a second instead of asking once each.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly DeclaredDeaths deaths = new(options.Value, clock);
    private readonly TimeSpan limit = options.Value.LivenessLease;
    private readonly Lock gate = new();
    private Task<MembershipSight>? next;
    private Task last = Task.CompletedTask;
    private long lastBegan = long.MinValue / 2;
    private long knownVersion = long.MinValue;

    /// <summary>A look that begins after this call.</summary>
    public Task<MembershipSight> AgainAsync()
    {
        lock (gate)
        {
            if (next is null)
            {
                next = LookAfterAsync(last);
                last = next;
            }

            return next;
        }
    }

    private async Task<MembershipSight> LookAfterAsync(Task previous)
    {
        // On the thread pool from here on: the caller holds the gate, and may be a grain.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var rest = Pace - clock.GetElapsedTime(lastBegan);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock).ConfigureAwait(false);
        }

        lock (gate)
        {
            // Whoever comes from now on needs a later look.
            next = null;
            lastBegan = clock.GetTimestamp();
        }

        return await LookAsync(lastBegan).ConfigureAwait(false);
    }

    private async Task<MembershipSight> LookAsync(long asked)
    {
        var own = await table.ReadRowAsync(local.SiloAddress, CancellationToken.None).WithinAsync(limit, clock).ConfigureAwait(false);
        var isDead = own.Members is not [var (entry, _)] || entry.Status == SiloStatus.Dead;
        if (own.Version.Version > knownVersion)
        {
            var all = await table.ReadAllAsync(CancellationToken.None).WithinAsync(limit, clock).ConfigureAwait(false);
            deaths.Note(all.Members.Select(member => member.Item1));
            knownVersion = all.Version.Version;
        }

        if (isDead || membership.CurrentSnapshot.Version.Value < own.Version.Version)
        {
            // News that gossip has not brought yet; of its own death, too, upon which Orleans ends the process.
            await membership.Refresh(new(own.Version.Version), CancellationToken.None).ConfigureAwait(false);
        }

        return new(asked, isDead, deaths.SettlingTime);
    }
}

using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Keeps those who ask for what never was from taking the processors: each such key costs a read and an activation, many
/// times what a check from memory costs, and there are as many keys as somebody cares to make up. Questions about what is there
/// never wait here. One per silo.
/// </summary>
internal sealed class AbsentPace(IOptions<AbsenceOptions> options) : IDisposable
{
    // So often that those who wait do not all go on at the same moment.
    private const int PeriodsPerSecond = 50;

    private readonly TokenBucketRateLimiter turns = Create(options.Value.EffectiveCheckRate);

    /// <summary>Waits for the turn of one more question about what never was.</summary>
    /// <exception cref="RegistryUnavailableException">So many wait already that it would take too long.</exception>
    public async ValueTask TakeTurnAsync()
    {
        using var lease = await turns.AcquireAsync();
        if (!lease.IsAcquired)
        {
            throw new RegistryUnavailableException("More questions about installations and apps that never were are waiting than are answered in time.", mayHaveChanged: false);
        }
    }

    public void Dispose() => turns.Dispose();

    private static TokenBucketRateLimiter Create(int rate)
    {
        var each = Math.Max(1, rate / PeriodsPerSecond);
        return new(new()
        {
            // An honest caller that looks through many workspaces for the first time is not kept waiting at once.
            TokenLimit = 5 * rate,
            TokensPerPeriod = each,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)each / rate),

            // A second and a half: with it a check is answered in time, and it is as many as the single checks of a process and
            // the batches ask for at the same time, on two processors. To refuse one costs more than to keep it waiting, as its
            // key was read by then.
            QueueLimit = Math.Max(1, rate * 3 / 2),
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}

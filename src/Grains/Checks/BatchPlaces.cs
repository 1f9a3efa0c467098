using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// How many checks of batches a silo asks for at the same time, whoever's batches they are, of those that it does not answer from
/// memory: a batch has a thousand, and what a thousand batches ask for at once would be in everybody's way for seconds. Fewer
/// than may wait for their turn because they ask for what never was (<see cref="AbsentPace"/>), so that a flood of
/// those is kept waiting here, where it costs nothing. One per silo.
/// </summary>
internal sealed class BatchPlaces(IOptions<AbsenceOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>How long a batch waits for places in all: half of what a silo has for the answer.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter places = new(new()
    {
        PermitLimit = Math.Max(1, options.Value.EffectiveCheckRate / 2),

        // Each request that a process takes on may have a batch that waits; a batch waits for one place at a time.
        QueueLimit = 100_000,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>What ends the patience of a batch.</summary>
    public CancellationTokenSource BeginBatch() => new(MostWait, clock);

    /// <summary>Waits for a place, to be disposed of.</summary>
    /// <exception cref="RegistryUnavailableException">There was none in time.</exception>
    public async ValueTask<IDisposable> TakeAsync(CancellationToken patience)
    {
        try
        {
            var place = await places.AcquireAsync(cancellationToken: patience);
            if (place.IsAcquired)
            {
                return place;
            }
        }
        catch (OperationCanceledException)
        {
            // The same as no place at all.
        }

        throw new RegistryUnavailableException("More checks of installations that are not in memory are under way in batches than are answered in time.", mayHaveChanged: false);
    }

    public void Dispose() => places.Dispose();
}

using System.Threading.RateLimiting;

namespace Registry.Silo;

/// <summary>How many things may be under way at the same time. Whoever comes too many waits in line, but not for long.</summary>
/// <param name="count">How many.</param>
/// <param name="clock">Measures the wait.</param>
/// <param name="mostWaiting">How many may wait; null for as many as may be under way.</param>
/// <param name="mostWait">How long; null for <see cref="MostWait"/>.</param>
internal sealed class Slots(int count, TimeProvider clock, int? mostWaiting = null, TimeSpan? mostWait = null) : IDisposable
{
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter limiter = new(new() { PermitLimit = count, QueueLimit = mostWaiting ?? count, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>How many are taken now.</summary>
    public int Taken => count - (int)limiter.GetStatistics()!.CurrentAvailablePermits;

    /// <returns>A slot, to be disposed of; null where there is none in time.</returns>
    public async ValueTask<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        var lease = limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            using var limit = new CancellationTokenSource(mostWait ?? MostWait, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                lease = await limiter.AcquireAsync(1, both.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return lease.IsAcquired ? lease : null;
    }

    public void Dispose() => limiter.Dispose();
}

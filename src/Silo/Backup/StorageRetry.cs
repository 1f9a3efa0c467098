using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Tries again where the storage is unavailable for a while: an export or an import makes so many calls that some will be throttled.</summary>
internal sealed class StorageRetry(TimeProvider clock)
{
    private const int Attempts = 6;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    /// <param name="action">Safe to repeat.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await action();
            }
            catch (RegistryUnavailableException) when (attempt < Attempts)
            {
                await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), clock, cancellationToken);
            }
        }
    }

    public Task RunAsync(Func<Task> action, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            await action();
            return true;
        },
        cancellationToken);
}

using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What every call of the storage goes through: failures become one kind of exception, and the time is measured.</summary>
internal sealed class StorageGuard(IStorageErrors errors, SiloMetrics metrics, TimeProvider clock)
{
    public Task RunAsync(string operation, bool isWrite, Func<Task> action) => RunAsync(operation, isWrite, async () =>
    {
        await action().ConfigureAwait(false);
        return true;
    });

    public async Task<T> RunAsync<T>(string operation, bool isWrite, Func<Task<T>> action)
    {
        var start = clock.GetTimestamp();
        var outcome = StorageOutcome.Failed;
        try
        {
            var result = await action().ConfigureAwait(false);
            outcome = StorageOutcome.Ok;
            return result;
        }
        catch (InconsistentStateException)
        {
            outcome = StorageOutcome.Conflict;
            throw;
        }
        catch (RegistryUnavailableException)
        {
            outcome = StorageOutcome.Unavailable;
            throw;
        }
        catch (Exception exception) when (errors.IsOutage(exception))
        {
            outcome = StorageOutcome.Unavailable;
            throw errors.ToUnavailable(operation, isWrite, exception);
        }
        finally
        {
            metrics.StorageCompleted(operation, outcome, clock.GetElapsedTime(start));
        }
    }
}

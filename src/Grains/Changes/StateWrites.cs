using Orleans.Core;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>How grains write their state.</summary>
internal static class StateWrites
{
    /// <summary>Stores a state. After a failed write memory may be ahead of the storage, so that activation is given up.</summary>
    /// <exception cref="RegistryUnavailableException">The storage failed; tells whether the state may have been stored.</exception>
    /// <exception cref="InconsistentStateException">Another activation has stored a state in between; this one was not.</exception>
    public static async Task WriteAsync<T>(this IStorage<T> store, T next, Action giveUp)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch (Exception exception) when (exception is InconsistentStateException or RegistryUnavailableException)
        {
            // These say by themselves whether anything may have been stored.
            giveUp();
            throw;
        }
        catch (Exception exception)
        {
            giveUp();
            throw new RegistryUnavailableException("The state write failed; it may have happened.", mayHaveChanged: true, exception);
        }
    }
}

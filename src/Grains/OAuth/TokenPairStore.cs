using Orleans.Core;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The <see cref="TokenPairs"/> of an activation. They are read when the first of them is asked for: most installations have none.</summary>
internal sealed class TokenPairStore(IGrainContext context, IGrainStorage storage, Action giveUp)
{
    private StateStorageBridge<TokenPairs>? store;
    private Task? read;

    /// <summary>What is stored.</summary>
    /// <exception cref="RegistryUnavailableException">The storage failed.</exception>
    public async ValueTask<TokenPairs> GetAsync()
    {
        // Calls come in between one another; all wait for the one read.
        store ??= new(StorageNames.TokenPairsState, context, storage);
        read ??= store.ReadStateAsync();
        try
        {
            await read;
        }
        catch
        {
            read = null;
            throw;
        }

        return store.State;
    }

    /// <summary>Stores them anew. After a failed write the activation is given up.</summary>
    /// <exception cref="RegistryUnavailableException">The storage failed; tells whether they may have been stored.</exception>
    public async Task WriteAsync(TokenPairs next)
    {
        await GetAsync();
        await store!.WriteAsync(next, giveUp);
    }
}

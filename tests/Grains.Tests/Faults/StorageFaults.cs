using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Which storage calls go wrong, and how often each was made, by the key that they are for.</summary>
internal sealed class StorageFaults
{
    private readonly ConcurrentDictionary<(string Key, StorageCall Call), Fault> faults = new();
    private readonly ConcurrentDictionary<(string Key, StorageCall Call), TaskCompletionSource> hangs = new();
    private readonly ConcurrentDictionary<(string Key, StorageCall Call), int> counts = new();

    /// <summary>Lets calls fail until <see cref="Mend"/>.</summary>
    public void Break(string key, StorageCall call, Fault fault) => faults[(key, call)] = fault;

    public void Mend(string key, StorageCall call) => faults.TryRemove((key, call), out _);

    /// <summary>Lets calls wait until the result is completed.</summary>
    public TaskCompletionSource Hang(string key, StorageCall call) =>
        hangs[(key, call)] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count(string key, StorageCall call) => counts.GetValueOrDefault((key, call));

    public async Task RunAsync(string key, StorageCall call, Func<Task> action)
    {
        counts.AddOrUpdate((key, call), 1, (_, count) => count + 1);
        if (hangs.TryGetValue((key, call), out var hang))
        {
            await hang.Task;
            hangs.TryRemove((key, call), out _);
        }

        var isBroken = faults.TryGetValue((key, call), out var fault);
        if (!isBroken || fault == Fault.After)
        {
            await action();
        }

        if (isBroken)
        {
            throw new RegistryUnavailableException($"{call} of {key} fails, as the test wants it.", mayHaveChanged: true);
        }
    }
}

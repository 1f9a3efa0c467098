using System.Collections.Concurrent;

namespace Registry.Grains;

/// <summary>
/// Activations of installations and apps that never were. They answer repeated questions without asking the storage
/// again, but only a bounded number of them stays in memory: the oldest goes when a new one comes. One per silo.
/// </summary>
internal sealed class AbsentGrains
{
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<IGrainContext> contexts = new();

    public void Add(IGrainContext context)
    {
        contexts.Enqueue(context);
        while (contexts.Count > Capacity && contexts.TryDequeue(out var oldest))
        {
            // One that came into being meanwhile stays.
            if (oldest.GrainInstance is IMayBeAbsent { IsAbsent: true })
            {
                oldest.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "There is nothing of this key, and others were asked for since."));
            }
        }
    }
}

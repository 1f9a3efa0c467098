using System.Collections.Concurrent;

namespace Registry.Grains;

/// <summary>
/// Activations of installations that were never made. They answer repeated questions without asking the storage again,
/// but only a bounded number of them stays in memory: the oldest goes when a new one comes. One per silo.
/// </summary>
internal sealed class AbsentInstallations
{
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<IGrainContext> contexts = new();

    public void Add(IGrainContext context)
    {
        contexts.Enqueue(context);
        while (contexts.Count > Capacity && contexts.TryDequeue(out var oldest))
        {
            // One that was installed meanwhile stays.
            if (oldest.GrainInstance is InstallationGrain { IsAbsent: true })
            {
                oldest.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "Never installed, and others were asked for since."));
            }
        }
    }
}

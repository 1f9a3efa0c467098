using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Whether queues have room for what is sent again: half of what may wait is left to what happens meanwhile. For one page, on one thread.</summary>
internal sealed class QueueRoom(IDeliveryStore store, PendingLimit limit)
{
    private readonly Dictionary<InstallationKey, int> waiting = [];

    public async ValueTask<bool> IsLeftAsync(InstallationKey installation)
    {
        var most = limit.PerInstallation / 2;
        if (!waiting.TryGetValue(installation, out var count) || count > most)
        {
            waiting[installation] = count = await store.CountPendingAsync(installation);
        }

        return count <= most;
    }

    public void Take(InstallationKey installation) => waiting[installation]++;
}

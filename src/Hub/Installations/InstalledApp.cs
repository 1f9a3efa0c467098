using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>An app in a list of a workspace.</summary>
/// <param name="Installation">Its installation.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsAppSuspended">Whether an operator has suspended it everywhere.</param>
internal sealed record InstalledApp(Installation Installation, string Name, bool IsAppSuspended)
{
    public static async Task<InstalledApp> LoadAsync(IGrainFactory grains, Installation installation)
    {
        var offered = await grains.FindOfferAsync(installation.Key);
        return new(installation, offered?.Offer.Name ?? installation.Key.App.Value, offered?.Obstacle is Refusal.AppSuspended);
    }
}

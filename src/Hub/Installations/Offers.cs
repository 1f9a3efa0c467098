using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Asks what a workspace may know of apps.</summary>
internal static class Offers
{
    extension(IGrainFactory grains)
    {
        /// <summary>An app that the workspace has or had.</summary>
        public async Task<OfferResult.Offered?> FindOfferAsync(InstallationKey key) =>
            await grains.GetInstallation(key).GetOfferAsync() as OfferResult.Offered;
    }
}

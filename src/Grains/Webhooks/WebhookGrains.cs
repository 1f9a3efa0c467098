using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>References to the grains that only other grains call.</summary>
internal static class WebhookGrains
{
    extension(IGrainFactory grains)
    {
        public IEventLogGrain GetEventLog(WorkspaceId workspace) => grains.GetGrain<IEventLogGrain>(workspace.Value);

        public IReplayWorkGrain GetReplayWork(AppId app) => grains.GetGrain<IReplayWorkGrain>(app.Value);

        public IReplayRegisterGrain GetReplayRegister() => grains.GetGrain<IReplayRegisterGrain>(0);

        public IDeliveryQueueGrain GetDeliveryQueue(InstallationKey key) => grains.GetGrain<IDeliveryQueueGrain>(key.ToString());
    }
}

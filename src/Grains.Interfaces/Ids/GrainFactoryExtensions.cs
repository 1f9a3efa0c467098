namespace Registry.Grains.Interfaces;

/// <summary>Grain references by typed key; nobody else builds grain keys.</summary>
public static class GrainFactoryExtensions
{
    extension(IGrainFactory grains)
    {
        /// <summary>The grain of one installation.</summary>
        public IInstallationGrain GetInstallation(InstallationKey key) => grains.GetGrain<IInstallationGrain>(key.ToString());

        /// <summary>Answers many checks at once, on any silo.</summary>
        public IScopeCheckGrain GetScopeChecks() => grains.GetGrain<IScopeCheckGrain>(0);

        /// <summary>The grain of one app.</summary>
        public IAppGrain GetApp(AppId app) => grains.GetGrain<IAppGrain>(app.Value);

        /// <summary>The events of one workspace.</summary>
        public IWorkspaceGrain GetWorkspace(WorkspaceId workspace) => grains.GetGrain<IWorkspaceGrain>(workspace.Value);

        /// <summary>Lists deliveries, on any silo.</summary>
        public IDeliveryListGrain GetDeliveryList() => grains.GetGrain<IDeliveryListGrain>(0);

        /// <summary>The replays of one app.</summary>
        public IReplayGrain GetReplays(AppId app) => grains.GetGrain<IReplayGrain>(app.Value);

        /// <summary>Lists installations, on any silo.</summary>
        public IInstallationListGrain GetInstallationList() => grains.GetGrain<IInstallationListGrain>(0);

        /// <summary>Lists apps, on any silo.</summary>
        public IAppListGrain GetAppList() => grains.GetGrain<IAppListGrain>(0);

        /// <summary>The audit log of one tenant.</summary>
        public IAuditLogGrain GetAuditLog(AuditTenant tenant) => grains.GetGrain<IAuditLogGrain>(tenant.ToString());

        /// <summary>Reads audit logs, on any silo.</summary>
        public IAuditListGrain GetAuditList() => grains.GetGrain<IAuditListGrain>(0);

        /// <summary>The keys of browser sessions, on any silo.</summary>
        public IKeyRingGrain GetKeyRing() => grains.GetGrain<IKeyRingGrain>(0);

        /// <summary>The board of the cluster.</summary>
        public IClusterBoardGrain GetClusterBoard() => grains.GetGrain<IClusterBoardGrain>(0);

        /// <summary>Tells whether the cluster can work, on any silo.</summary>
        public IHealthGrain GetHealth() => grains.GetGrain<IHealthGrain>(0);
    }
}

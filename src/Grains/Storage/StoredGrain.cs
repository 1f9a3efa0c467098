using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The grain ids under which state is stored.</summary>
internal static class StoredGrain
{
    public static GrainId Of(InstallationKey key) => GrainId.Create(StorageNames.InstallationState, key.ToString());

    public static GrainId Of(AuditTenant tenant) => GrainId.Create(StorageNames.AuditLogState, tenant.ToString());

    public static GrainId Of(AppId app) => GrainId.Create(StorageNames.AppState, app.Value);
}

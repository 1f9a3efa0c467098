using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Where deliveries of an app are shown.</summary>
internal static class DeliveryAddresses
{
    public static string Of(AppId app, DeliveryId delivery) => $"{AppAddresses.Deliveries(app)}/{delivery}";

    /// <summary>Those to one workspace.</summary>
    public static string OfWorkspace(AppId app, WorkspaceId workspace) => $"{AppAddresses.Deliveries(app)}{QueryString.Create("workspace", workspace.Value)}";
}

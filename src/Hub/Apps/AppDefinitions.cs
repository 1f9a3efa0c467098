using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Turns an app back into what its developer would have to register, to change one part of it.</summary>
internal static class AppDefinitions
{
    /// <summary>The app as it is, without what the catalog no longer has: that can't be requested any more.</summary>
    public static AppDefinition Of(App app, Catalog catalog) => new()
    {
        Name = app.Name,
        Developer = app.Developer,
        Visibility = app.Visibility,
        Workspaces = app.Workspaces,
        Capabilities = [.. app.Capabilities.Where(capability => catalog.FindCapability(capability) is not null)],
        Scopes = [.. app.Scopes.Where(scope => catalog.FindScope(scope.Id) is not null).Select(scope => new RequestedScope(scope.Id, scope.Reason))],
        Webhook = app.Webhook is { } webhook
            ? new(webhook.Url, [.. webhook.Topics.Select(topic => topic.Id).Where(topic => catalog.FindTopic(topic) is not null)], webhook.Profile)
            : null,
    };
}

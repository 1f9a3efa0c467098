using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What was typed to register an app.</summary>
internal static class NewAppInput
{
    public const string AppField = "app";

    public const string DeveloperField = "developer";

    /// <summary>Reads the form and notes what is wrong with it.</summary>
    public static (AppId Id, AppDefinition Definition) Read(FormInput form, Caller caller, Catalog catalog)
    {
        var id = form.Id<AppId>(AppField);
        if (id is { } named && AppAddresses.Overview(named) == AppAddresses.New)
        {
            form.Fault(AppField, AppTexts.IdReserved);
        }

        var developer = caller.Developer ?? form.Id<DeveloperId>(DeveloperField);
        var settings = AppSettings.Read(form);
        return (id ?? default, new()
        {
            Name = settings.Name,
            Developer = developer ?? default,
            Visibility = settings.Visibility,
            Workspaces = settings.Workspaces,
            Capabilities = [.. catalog.Capabilities.Select(capability => capability.Id).Where(capability => form.Has(ScopeSelection.CapabilityField, capability.Value))],
        });
    }

    /// <summary>Whether the app is what this caller's registration makes and nothing since: the form came before.</summary>
    public static bool IsOutcome(App app, AppDefinition definition, Caller caller) =>
        app.ManifestVersion == 1
        && app.Developer == definition.Developer
        && (caller.OwnerFilter() is not { } owner || owner == app.Developer)
        && app.Name == definition.Name
        && app.Visibility == definition.Visibility
        && app.Workspaces.ToHashSet().SetEquals(definition.Workspaces)
        && app.Capabilities.ToHashSet().SetEquals(definition.Capabilities)
        && app.Scopes.All(scope => !scope.RequiredBy.IsEmpty)
        && app.Webhook is null;
}

using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What things of an installation are called to the app's developer.</summary>
internal static class AppInstallationWords
{
    public static string Of(InstallationStatus status) => status switch
    {
        InstallationStatus.Installed => AppInstallationTexts.StatusInstalled,
        InstallationStatus.Suspended => AppInstallationTexts.StatusSuspended,
        InstallationStatus.Uninstalled => AppInstallationTexts.StatusUninstalled,
        _ => throw new UnreachableException(status.ToString()),
    };

    public static string Of(InstallationTopicState state) => state switch
    {
        InstallationTopicState.Active => AppInstallationTexts.TopicActive,
        InstallationTopicState.Disabled => AppInstallationTexts.TopicDisabled,
        InstallationTopicState.MissingScope => AppInstallationTexts.TopicMissing,
        _ => throw new UnreachableException(state.ToString()),
    };

    /// <summary>Where the app's developer sees one installation.</summary>
    public static string Address(InstallationKey key) => $"{AppAddresses.Installations(key.App)}/{key.Workspace}";
}

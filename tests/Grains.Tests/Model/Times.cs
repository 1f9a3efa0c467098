using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>When a change was made, by what the registry answered to it.</summary>
internal static class Times
{
    public static DateTimeOffset? Of(object? answer) => answer switch
    {
        AppResult.Accepted { Changed: true } accepted => accepted.App.UpdatedAt,
        InstallationResult.Accepted { Changed: true } accepted => accepted.Installation.UpdatedAt,
        _ => null,
    };
}

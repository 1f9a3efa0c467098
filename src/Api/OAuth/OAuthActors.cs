using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How histories name who acts by OAuth.</summary>
internal static class OAuthActors
{
    /// <summary>An app that acts for itself.</summary>
    public static string Of(AppId app) => $"app:{app}";
}

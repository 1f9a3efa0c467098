using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Where the pages of an app are.</summary>
internal static class AppAddresses
{
    public const string List = "/apps";

    public const string New = "/apps/new";

    public static string Overview(AppId app) => $"/apps/{app}";

    public static string Authorization(AppId app) => $"/apps/{app}/authorization";

    public static string OAuth(AppId app) => $"/apps/{app}/oauth";

    public static string Webhooks(AppId app) => $"/apps/{app}/webhooks";

    public static string Deliveries(AppId app) => $"/apps/{app}/deliveries";

    public static string Installations(AppId app) => $"/apps/{app}/installations";

    public static string Versions(AppId app) => $"/apps/{app}/versions";

    public static string Review(AppId app) => $"/apps/{app}/review";
}

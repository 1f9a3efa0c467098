namespace Registry.Api;

/// <summary>Metadata of endpoints that are called with the access token of an app: it says by itself who calls.</summary>
internal sealed class AppTokenCall
{
    public static readonly AppTokenCall Instance = new();

    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AppTokenCall>() is not null;
}

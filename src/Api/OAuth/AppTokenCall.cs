namespace Registry.Api;

/// <summary>Metadata of endpoints that are called with the access token of an app: it says by itself who calls.</summary>
/// <param name="permitted">The status that says yes.</param>
internal sealed class AppTokenCall(int permitted)
{
    /// <summary>The scope is in the query.</summary>
    public static readonly AppTokenCall ByQuery = new(StatusCodes.Status204NoContent);

    /// <summary>The scope is in the path, with the path of the app's own request behind it.</summary>
    public static readonly AppTokenCall ByPath = new(StatusCodes.Status200OK);

    public int Permitted => permitted;

    public static AppTokenCall? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AppTokenCall>();
}

namespace Registry.Api;

/// <summary>Metadata of the endpoints whose answers a client may keep, and ask with their <c>ETag</c> whether they still hold.</summary>
internal sealed class StorableAnswer
{
    public static readonly StorableAnswer Instance = new();

    /// <summary>The value of <c>Cache-Control</c> that forbids it.</summary>
    public const string Forbidden = "no-store";

    private StorableAnswer()
    {
    }

    /// <summary>
    /// Forbids everybody on the way to keep any other answer below <c>/v1</c>: it depends on who asks, and a permission that
    /// was revoked is to be denied at the very next check.
    /// </summary>
    public static void Use(WebApplication app) => app.Use(next => context =>
    {
        if (context.Request.Path.StartsWithSegments("/v1") && context.GetEndpoint()?.Metadata.GetMetadata<StorableAnswer>() is null)
        {
            context.Response.Headers.CacheControl = Forbidden;
        }

        return next(context);
    });
}

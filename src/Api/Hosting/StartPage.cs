namespace Registry.Api;

/// <summary>What a browser finds at the root where no Hub is served: the reference.</summary>
internal static class StartPage
{
    public static void MapStart(this WebApplication app)
    {
        if (!HubExtensions.IsServed(app.Configuration))
        {
            app.MapGet("/", () => TypedResults.Redirect(DocsExtensions.PagePath)).AllowAnonymous().ExcludeFromDescription();
        }
    }
}

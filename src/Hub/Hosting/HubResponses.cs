using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Registry.Hub;

/// <summary>What every answer to a browser has in common.</summary>
internal static class HubResponses
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    // What belongs to programs: a browser that opens such an address gets what a program gets.
    private static readonly PathString[] ProgramPaths = ["/v1", "/openapi", "/docs", "/dashboard", "/metrics", "/health", "/_content", "/_framework"];

    public static Task PrepareAsync(HttpContext context, RequestDelegate next)
    {
        if (IsPage(context) || IsLost(context) || context.GetEndpoint()?.Metadata.GetMetadata<AnswerForPeople>() is not null)
        {
            context.Features.Set(HubMark.Instance);
            Protect(context.Response.Headers);
            context.Response.OnStarting(() =>
            {
                StayOnThisSite(context);
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    /// <summary>Once more for an answer that was begun anew, as an error is.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";

        // What a person saw must not be shown again by "back" after signing out.
        headers.CacheControl = "no-store";
    }

    /// <summary>Lets what follows from sending a form of this page lead to another site: browsers hold redirects to the policy too.</summary>
    public static void LetFormsLeadTo(Uri address, IHeaderDictionary headers) =>
        headers.ContentSecurityPolicy = $"{ContentPolicy} {address.GetLeftPart(UriPartial.Authority)}";

    /// <summary>Whether the request is for a page of the Hub.</summary>
    public static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>Whether an answer to this request is for a person.</summary>
    public static bool IsForPerson(HttpContext context) => context.Features.Get<HubMark>() is not null;

    // Blazor makes redirects absolute from what it knows of this site, which behind a proxy that ends TLS is not what the browser knows.
    private static void StayOnThisSite(HttpContext context)
    {
        var site = $"{context.Request.Scheme}://{context.Request.Host}/";
        if (context.Response.Headers.Location.ToString() is { } location && location.StartsWith(site, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Location = location[(site.Length - 1)..];
        }
    }

    // A person who opens an address that there is not.
    private static bool IsLost(HttpContext context) =>
        context.GetEndpoint() is null
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html")
        && !ProgramPaths.Any(path => context.Request.Path.StartsWithSegments(path));

    private sealed class HubMark
    {
        public static readonly HubMark Instance = new();
    }
}

using Microsoft.Net.Http.Headers;

namespace Registry.Api;

/// <summary>Answers HEAD wherever GET is answered, with the same status and headers (RFC 9110 section 9.3.2).</summary>
internal static class HeadRequests
{
    /// <summary>
    /// Comes before routing, which then finds what GET would find. The server goes by the method that came over the wire
    /// and leaves the body out.
    /// </summary>
    public static void UseHeadRequests(this WebApplication app) => app.Use(next => context =>
        HttpMethods.IsHead(context.Request.Method) ? AnswerAsync(context, next) : next(context));

    /// <summary>Routing knows nothing about it, so a refused method has to be told.</summary>
    public static void NameHead(HttpResponse response)
    {
        var allowed = response.Headers.GetCommaSeparatedValues(HeaderNames.Allow);
        if (allowed.Contains(HttpMethods.Get) && !allowed.Contains(HttpMethods.Head))
        {
            response.Headers.Allow = string.Join(", ", [.. allowed, HttpMethods.Head]);
        }
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            // Logs and metrics tell the method that was called.
            context.Request.Method = HttpMethods.Head;
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Answers errors with a page that says what happened and what to do, where a person asked.</summary>
public static class HubErrors
{
    /// <summary>Whether this request wants a page and not a problem document.</summary>
    public static bool Takes(HttpContext context) => HubResponses.IsForPerson(context);

    /// <param name="context">The request.</param>
    /// <param name="status">The status to answer with.</param>
    /// <param name="mayHaveChanged">Whether what was asked for may have happened nevertheless.</param>
    public static Task WriteAsync(HttpContext context, int status, bool mayHaveChanged = false)
    {
        // The page adds it once more, for the script of Blazor.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        return new RazorComponentResult<ErrorDocument>(new
        {
            Status = status,
            MayHaveChanged = mayHaveChanged,
            TraceId = RequestTrace.IdOf(context),
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }
}

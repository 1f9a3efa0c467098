using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
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
    public static Task WriteAsync(HttpContext context, int status, bool mayHaveChanged = false) => WriteAsync(context, new
    {
        Status = status,
        MayHaveChanged = mayHaveChanged,
        TraceId = RequestTrace.IdOf(context),
    }, status);

    /// <summary>Says what is wrong with an authorization request that is not answered to the app.</summary>
    /// <param name="context">The request.</param>
    /// <param name="fault">What is wrong, for the developer of the app.</param>
    public static Task WriteAuthorizationAsync(HttpContext context, string fault) => WriteAsync(context, new
    {
        Status = StatusCodes.Status400BadRequest,
        AuthorizationFault = fault,
        TraceId = RequestTrace.IdOf(context),
    }, StatusCodes.Status400BadRequest);

    private static async Task WriteAsync(HttpContext context, object parameters, int status)
    {
        // With services of its own: those of the request may be in the middle of the page that failed.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var services = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        // The page adds it once more, for the script of Blazor.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        HubResponses.Protect(context.Response.Headers);
        await new RazorComponentResult<ErrorDocument>(parameters)
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        }.ExecuteAsync(context);
        context.RequestServices = services;
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Registry.Front;

/// <summary>Names a request in answers, logs and histories alike: the id of its trace (W3C trace context).</summary>
public static class RequestTrace
{
    private static readonly object IdKey = new();

    public static string IdOf(HttpContext context) =>
        (context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.TraceId.ToHexString() ?? IdWithoutActivityOf(context);

    /// <summary>What the caller says that the request is part of; false where it says nothing, or nothing that is a trace.</summary>
    public static bool TryReadParent(HttpContext context, out ActivityContext parent) =>
        ActivityContext.TryParse(context.Request.Headers.TraceParent, context.Request.Headers.TraceState, out parent);

    // Of what is answered before it has one: the same each time.
    private static string IdWithoutActivityOf(HttpContext context)
    {
        if (context.Items[IdKey] is not string id)
        {
            id = (TryReadParent(context, out var parent) ? parent.TraceId : ActivityTraceId.CreateRandom()).ToHexString();
            context.Items[IdKey] = id;
        }

        return id;
    }
}

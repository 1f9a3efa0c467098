using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Registry.Front;

/// <summary>Names a request in answers, logs and histories alike: the id of its trace (W3C trace context).</summary>
public static class RequestTrace
{
    public static string IdOf(HttpContext context) =>
        (context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

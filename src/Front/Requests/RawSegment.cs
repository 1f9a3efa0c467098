using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Registry.Front;

/// <summary>
/// Path segments as the caller wrote them. The server unescapes a path before it is split, all but <c>%2F</c>, so a
/// scope with a slash or a percent sign can only be told from the raw target.
/// </summary>
public static class RawSegment
{
    /// <summary>The segment that the server made <paramref name="text"/> of, unescaped once and wholly.</summary>
    public static string Unescape(HttpContext context, string text)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        foreach (var part in target.Split('?')[0].Split('/'))
        {
            var unescaped = Uri.UnescapeDataString(part);
            if (string.Equals(unescaped.Replace("/", "%2F", StringComparison.Ordinal), text.Replace("%2f", "%2F", StringComparison.Ordinal), StringComparison.Ordinal))
            {
                return unescaped;
            }
        }

        return text;
    }
}

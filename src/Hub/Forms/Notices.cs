using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Registry.Hub;

/// <summary>Carries one sentence from the request that made a change to the page that is shown next, in a cookie that lives that long.</summary>
internal static class Notices
{
    private const string Cookie = "registry-hub-notice";

    private const int Most = 300;

    public static void Leave(HttpContext context, string notice)
    {
        var text = notice.Length > Most ? notice[..Most] : notice;
        var options = new HubCookieBuilder { SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(1) }.Build(context);
        context.Response.Cookies.Append(Cookie, WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text)), options);
    }

    /// <summary>What was left, once; null where nothing was. It is shown as text only: a person may put anything in a cookie of his own.</summary>
    public static string? Take(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Cookies[Cookie] is not { Length: > 0 and < 4 * Most } text)
        {
            return null;
        }

        if (!context.Response.HasStarted)
        {
            context.Response.Cookies.Delete(Cookie, new HubCookieBuilder { SameSite = SameSiteMode.Strict }.Build(context));
        }

        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

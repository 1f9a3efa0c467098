using System.Globalization;

namespace Registry.Front;

/// <summary>Where webhooks may be sent to: an absolute https URL. Which addresses that may be is decided when connecting.</summary>
public static class WebhookUrlRule
{
    /// <summary>How many characters at most.</summary>
    public const int Most = 2048;

    /// <summary>What is wrong with an endpoint, as a sentence; null where nothing is.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="allowLoopbackHttp">Whether http is taken for a loopback address.</param>
    public static string? Fault(string text, bool allowLoopbackHttp) => text.Length <= Most && IsEndpoint(text, allowLoopbackHttp)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"Must be an absolute https URL of up to {Most} characters, without user name, password and fragment.");

    private static bool IsEndpoint(string text, bool allowLoopbackHttp) =>
        !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (allowLoopbackHttp && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}

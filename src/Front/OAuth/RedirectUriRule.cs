namespace Registry.Front;

/// <summary>
/// The rule that redirect URIs of apps follow: an absolute https URL without fragment (RFC 6749 section 3.1.2), or http to a
/// loopback address for native apps (RFC 8252 section 7.3). They are compared as whole texts.
/// </summary>
public static class RedirectUriRule
{
    /// <summary>The most characters that one may have.</summary>
    public const int Most = 1_000;

    /// <summary>The most that an app may have.</summary>
    public const int MostOfApp = 20;

    /// <summary>What is wrong with it and how to mend it, as a sentence; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        if (text.Length > Most)
        {
            return $"Must have up to {Most} characters.";
        }

        if (text.Any(character => character is <= ' ' or >= '\x7f')
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http")
            || uri.Host.Length == 0)
        {
            return "Must be an absolute https URL in ASCII, such as https://app.example/callback.";
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            return "Must be https; http is taken for a loopback address only, such as http://127.0.0.1/callback.";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "Must have no fragment (#…).";
        }

        return uri.UserInfo.Length > 0 ? "Must have no user name." : null;
    }
}

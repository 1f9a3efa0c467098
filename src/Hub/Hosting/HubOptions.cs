namespace Registry.Hub;

/// <summary>The web pages of the registry. Configuration section <c>Hub</c>.</summary>
public sealed class HubOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Hub";

    /// <summary>
    /// Whether this process serves the Hub. Default: wherever people can sign in, which is with the registry's own issuer
    /// (<c>Auth:Authority</c> not set), or with an external one where <see cref="ClientId"/> names the Hub to it.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>
    /// Where people find the Hub, an absolute URL without a path, e.g. <c>https://hub.example</c>. Used for links in
    /// answers of the HTTP API. Default: the address that a request came to.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>The Hub's client id at the external issuer, registered there with the redirect URI <c>{PublicUrl}/sign-in/callback</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The Hub's client secret at the external issuer. Default: none; the code flow is protected by PKCE in any case.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The scopes to ask the issuer for, with spaces between. Default: <c>openid profile</c>.</summary>
    public string SignInScopes { get; set; } = "openid profile";

    /// <summary>
    /// How long a person stays signed in without doing anything. Default: 8 hours; range: 5 minutes to 14 days.
    /// </summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(8);
}

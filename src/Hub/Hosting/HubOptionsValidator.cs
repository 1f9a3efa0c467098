using Microsoft.Extensions.Options;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Refuses a Hub that nobody could sign in to.</summary>
public sealed class HubOptionsValidator(IOptions<AuthOptions> auth) : IValidateOptions<HubOptions>
{
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestSession = TimeSpan.FromDays(14);

    public ValidateOptionsResult Validate(string? name, HubOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Enabled is true && auth.Value.Authority is not null && string.IsNullOrEmpty(options.ClientId))
        {
            result.AddError("Hub:ClientId is not set: with an external issuer (Auth:Authority) the Hub has to be registered there as a client. Set Hub:ClientId, or Hub:Enabled to false.");
        }

        if (options.PublicUrl is { } url && !IsOrigin(url))
        {
            result.AddError($"Hub:PublicUrl is '{url}': it must be an absolute http or https URL without path, query and fragment.");
        }

        if (options.SessionLifetime < ShortestSession || options.SessionLifetime > LongestSession)
        {
            result.AddError($"Hub:SessionLifetime is {options.SessionLifetime}: it must be {ShortestSession} to {LongestSession}.");
        }

        if (!options.SignInScopes.Split(' ').Contains("openid"))
        {
            result.AddError($"Hub:SignInScopes is '{options.SignInScopes}': openid must be among them.");
        }

        return result.Build();
    }

    private static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is ("http" or "https")
        && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Registry.Front;

/// <summary>Refuses a configuration under which nobody could be sure who calls.</summary>
public sealed class AuthOptionsValidator(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Authority is { } authority)
        {
            if (!IsIssuer(authority))
            {
                result.AddError($"Auth:Authority is '{authority}': it must be an https URL (http is taken for a loopback address only).");
            }
        }
        else if (environment.IsProduction())
        {
            result.AddError(
                "Auth:Authority is not set: in the Production environment tokens must come from an OpenID Connect issuer. " +
                "Set Auth:Authority and Auth:Audience, or set DOTNET_ENVIRONMENT=Development to use the registry's own issuer on one machine.");
        }

        RequireText("Auth:Audience", options.Audience);
        RequireText("Auth:RoleClaim", options.RoleClaim);
        RequireText("Auth:DeveloperClaim", options.DeveloperClaim);
        RequireText("Auth:WorkspaceClaim", options.WorkspaceClaim);
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MostSkew)
        {
            result.AddError($"Auth:ClockSkew is {options.ClockSkew}: it must be 00:00:00 to {MostSkew}.");
        }

        return result.Build();

        void RequireText(string key, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                result.AddError($"{key} must not be empty.");
            }
        }
    }

    public static bool IsIssuer(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}

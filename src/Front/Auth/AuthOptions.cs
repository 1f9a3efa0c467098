using Microsoft.Extensions.Configuration;

namespace Registry.Front;

/// <summary>Who issues the tokens, and what their claims are called. Configuration section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>
    /// The OpenID Connect issuer, an https URL below which <c>/.well-known/openid-configuration</c> is found (http is
    /// taken for a loopback address only). Not set by default: the registry then issues its own tokens, which the
    /// Production environment does not permit.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>Whether an issuer is configured, before there are options.</summary>
    public static bool HasAuthority(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[$"{Section}:{nameof(Authority)}"]);

    /// <summary>What the claim <c>aud</c> of a token must name. Default: <c>registry</c>.</summary>
    public string Audience { get; set; } = "registry";

    /// <summary>The claim with the roles: one, an array, or several with spaces between. Default: <c>role</c>; Microsoft Entra ID uses <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "role";

    /// <summary>The claim that names the developer whom a token with the role <c>developer</c> stands for. Default: <c>developer</c>.</summary>
    public string DeveloperClaim { get; set; } = "developer";

    /// <summary>The claim that names the workspace that a token with the role <c>workspace_admin</c> is good for. Default: <c>workspace</c>.</summary>
    public string WorkspaceClaim { get; set; } = "workspace";

    /// <summary>How far the clocks of issuer and registry may differ. Default: 30 seconds; range: 0 to 5 minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);
}

using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Leads from a denied check to the page of the Hub that says why, and to a workspace admin how to grant it.</summary>
internal sealed class DeniedCheckHelp(IConfiguration configuration, IOptions<HubOptions> hub)
{
    /// <summary>The address of that page for a scope, with names in braces.</summary>
    public const string Template = "/workspaces/{workspace}/installations/{app}/scopes/{scope}";

    // Empty for a path, which a caller resolves against the address that it called.
    private readonly string? site = HubExtensions.IsServed(configuration) ? hub.Value.PublicUrl?.TrimEnd('/') ?? "" : null;

    /// <summary>The value of <c>Link</c> (RFC 8288); null where no Hub is served.</summary>
    public string? LinkTo(InstallationKey key, ScopeId scope) => site is null ? null : $"<{site}{InstallationAddresses.Scope(key, scope)}>; rel=\"help\"";
}

using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Leads from answers to the pages of the Hub where people do something about them, as values of <c>Link</c> (RFC 8288).</summary>
internal sealed class HubLinks(IConfiguration configuration, IOptions<HubOptions> hub)
{
    /// <summary>The address of that page for a scope, with names in braces.</summary>
    public const string Template = "/workspaces/{workspace}/installations/{app}/scopes/{scope}";

    // Empty for a path, which a caller resolves against the address that it called.
    private readonly string? site = HubExtensions.IsServed(configuration) ? hub.Value.PublicUrl?.TrimEnd('/') ?? "" : null;

    /// <summary>Why a check was denied, and to a workspace admin how to grant it; null where no Hub is served.</summary>
    public string? LinkTo(InstallationKey key, ScopeId scope) => site is null ? null : $"<{site}{InstallationAddresses.Scope(key, scope)}>; rel=\"help\"";

    /// <summary>Where a workspace admin consents to what an app asks for besides; null where no Hub is served.</summary>
    public string? ConsentTo(InstallationKey key) => site is null ? null : $"<{site}{InstallationAddresses.Consent(key)}>; rel=\"urn:registry:consent\"";
}

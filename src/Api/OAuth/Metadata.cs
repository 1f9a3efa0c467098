using System.Collections.Immutable;
using OpenIddict.Server;
using Registry.Grains.Interfaces;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Completes what clients are told of the server (RFC 8414), and leaves out what is OpenID Connect's: there are no identities here.</summary>
internal sealed class Metadata(Catalog catalog) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    // As many as the registry takes of the platform's own issuer, and no shared secrets among them.
    private static readonly ImmutableArray<string?> AssertionAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Scopes.Clear();
        context.Scopes.UnionWith(catalog.Scopes.Select(scope => scope.Id.Value));
        context.Claims.Clear();
        context.SubjectTypes.Clear();
        context.IdTokenSigningAlgorithms.Clear();
        foreach (var endpoint in (string[])["token_endpoint", "introspection_endpoint", "revocation_endpoint"])
        {
            context.Metadata[$"{endpoint}_auth_signing_alg_values_supported"] = AssertionAlgorithms;
        }

        return ValueTask.CompletedTask;
    }
}

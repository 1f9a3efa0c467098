using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Registry.Grains.Interfaces;
using Constants = OpenIddict.Abstractions.OpenIddictConstants;

namespace Registry.Api;

/// <summary>The clients of the authorization server: the apps, from their grains. An app is asked once a request.</summary>
internal sealed partial class ClientStore(IGrainFactory grains) : IOpenIddictApplicationStore<OAuthClient>
{
    // What every app may do. Which scopes it gets is decided by its manifest and by who consents.
    private static readonly ImmutableArray<string> All =
    [
        Constants.Permissions.Endpoints.Authorization, Constants.Permissions.Endpoints.Token, Constants.Permissions.Endpoints.Introspection, Constants.Permissions.Endpoints.Revocation,
        Constants.Permissions.GrantTypes.AuthorizationCode, Constants.Permissions.GrantTypes.RefreshToken, Constants.Permissions.GrantTypes.ClientCredentials,
        Constants.Permissions.ResponseTypes.Code,
    ];

    private readonly Dictionary<string, OAuthClient?> known = new(StringComparer.Ordinal);

    public async ValueTask<OAuthClient?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(identifier, out var client))
        {
            client = AppId.TryParse(identifier, null, out var app) ? await grains.GetApp(app).GetOAuthClientAsync() : null;
            known[identifier] = client;
        }

        return client;
    }

    public ValueTask<OAuthClient?> FindByIdAsync(string identifier, CancellationToken cancellationToken) => FindByClientIdAsync(identifier, cancellationToken);

    public ValueTask<string?> GetIdAsync(OAuthClient application, CancellationToken cancellationToken) => new(application.App.Value);

    public ValueTask<string?> GetClientIdAsync(OAuthClient application, CancellationToken cancellationToken) => new(application.App.Value);

    // The manager compares secrets by itself, as there may be two.
    public ValueTask<string?> GetClientSecretAsync(OAuthClient application, CancellationToken cancellationToken) => new((string?)null);

    // Loopback redirect URIs without a port are good with any (RFC 8252 section 7.3); all others are compared as they are.
    public ValueTask<string?> GetApplicationTypeAsync(OAuthClient application, CancellationToken cancellationToken) => new(Constants.ApplicationTypes.Native);

    public ValueTask<string?> GetClientTypeAsync(OAuthClient application, CancellationToken cancellationToken) => new(Constants.ClientTypes.Confidential);

    public ValueTask<string?> GetConsentTypeAsync(OAuthClient application, CancellationToken cancellationToken) => new(Constants.ConsentTypes.Explicit);

    public ValueTask<string?> GetDisplayNameAsync(OAuthClient application, CancellationToken cancellationToken) => new(application.Name);

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(OAuthClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<CultureInfo, string>.Empty);

    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(OAuthClient application, CancellationToken cancellationToken) =>
        new(application.Keys is { } keys ? JsonWebKeySet.Create(keys) : null);

    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(OAuthClient application, CancellationToken cancellationToken) => new(All);

    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(OAuthClient application, CancellationToken cancellationToken) => new(application.RedirectUris);

    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(OAuthClient application, CancellationToken cancellationToken) => new([]);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(OAuthClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(OAuthClient application, CancellationToken cancellationToken) =>
        new([Constants.Requirements.Features.ProofKeyForCodeExchange]);

    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(OAuthClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, string>.Empty);
}

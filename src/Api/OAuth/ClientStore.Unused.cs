using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <content>What the authorization server does not ask for: apps are registered, changed and listed by the registry itself.</content>
internal sealed partial class ClientStore
{
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw Unused();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<OAuthClient>, IQueryable<TResult>> query, CancellationToken cancellationToken) => throw Unused();

    public ValueTask CreateAsync(OAuthClient application, CancellationToken cancellationToken) => throw Unused();

    public ValueTask DeleteAsync(OAuthClient application, CancellationToken cancellationToken) => throw Unused();

    public ValueTask UpdateAsync(OAuthClient application, CancellationToken cancellationToken) => throw Unused();

    public ValueTask<OAuthClient> InstantiateAsync(CancellationToken cancellationToken) => throw Unused();

    public IAsyncEnumerable<OAuthClient> FindByPostLogoutRedirectUriAsync(string uri, CancellationToken cancellationToken) => throw Unused();

    public IAsyncEnumerable<OAuthClient> FindByRedirectUriAsync(string uri, CancellationToken cancellationToken) => throw Unused();

    public ValueTask<TResult?> GetAsync<TState, TResult>(Func<IQueryable<OAuthClient>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw Unused();

    public IAsyncEnumerable<OAuthClient> ListAsync(int? count, int? offset, CancellationToken cancellationToken) => throw Unused();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(Func<IQueryable<OAuthClient>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetApplicationTypeAsync(OAuthClient application, string? type, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetClientIdAsync(OAuthClient application, string? identifier, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetClientSecretAsync(OAuthClient application, string? secret, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetClientTypeAsync(OAuthClient application, string? type, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetConsentTypeAsync(OAuthClient application, string? type, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetDisplayNameAsync(OAuthClient application, string? name, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetDisplayNamesAsync(OAuthClient application, ImmutableDictionary<CultureInfo, string> names, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetJsonWebKeySetAsync(OAuthClient application, JsonWebKeySet? set, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetPermissionsAsync(OAuthClient application, ImmutableArray<string> permissions, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetPostLogoutRedirectUrisAsync(OAuthClient application, ImmutableArray<string> uris, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetPropertiesAsync(OAuthClient application, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetRedirectUrisAsync(OAuthClient application, ImmutableArray<string> uris, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetRequirementsAsync(OAuthClient application, ImmutableArray<string> requirements, CancellationToken cancellationToken) => throw Unused();

    public ValueTask SetSettingsAsync(OAuthClient application, ImmutableDictionary<string, string> settings, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("Apps are registered, changed and listed by the registry, not through its authorization server.");
}

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What an app asks a workspace admin for: an authorization request that was found to be in order.</summary>
/// <param name="Query">The request as a query, from <c>?</c> on: it is made again with the answer.</param>
/// <param name="App">The app.</param>
/// <param name="Scopes">What it asks for; null for all that it requests.</param>
/// <param name="RedirectUri">Where the browser goes with the code.</param>
/// <param name="ExpiresAt">Until when it may be answered, UTC.</param>
public sealed record AuthorizationAsk(string Query, AppId App, ImmutableArray<ScopeId>? Scopes, string RedirectUri, DateTimeOffset ExpiresAt);

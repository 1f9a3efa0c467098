using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An installation that gets an event.</summary>
/// <param name="App">Whose installation it is.</param>
/// <param name="GrantedScopes">What the workspace has granted, whether the app still requests it or not.</param>
internal sealed record Recipient(AppId App, ImmutableArray<ScopeId> GrantedScopes);

using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The part of an app that installations depend on, at the version that is live.</summary>
internal sealed record LiveContent
{
    public required long Version { get; init; }

    /// <summary>Whether an operator has approved it. What a private app has live was not; it stays live when the app becomes public, but can't be installed anew.</summary>
    public required bool IsApproved { get; init; }

    public ImmutableArray<ScopeId> Scopes { get; init; } = [];

    public ImmutableArray<ScopeId> RequiredScopes { get; init; } = [];

    public ImmutableArray<TopicId> Topics { get; init; } = [];

    public bool HasContentOf(LiveContent other) =>
        Scopes.SequenceEqual(other.Scopes) && RequiredScopes.SequenceEqual(other.RequiredScopes) && Topics.SequenceEqual(other.Topics);
}

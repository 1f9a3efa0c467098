using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What would change for the installations of an app if it requested other scopes. Lists are in ordinal order of their ids.</summary>
[GenerateSerializer, Immutable, Alias("registry.ScopeChangePreview")]
public sealed record ScopeChangePreview
{
    /// <summary>The scopes that would no longer be requested, each with the number of installations that would lose it.</summary>
    [Id(0)]
    public ImmutableArray<ScopeImpact> Removed { get; init; } = [];

    /// <summary>The scopes that would be requested anew, each with the number of installations in which it would wait for consent.</summary>
    [Id(1)]
    public ImmutableArray<ScopeImpact> Added { get; init; } = [];

    /// <summary>The topics of the live version that are active in some installation and would fall silent there for want of a scope.</summary>
    [Id(2)]
    public ImmutableArray<TopicImpact> SilencedTopics { get; init; } = [];

    /// <summary>In how many installations at least one topic would fall silent.</summary>
    [Id(3)]
    public required int WithSilencedTopics { get; init; }

    /// <summary>In how many installations at least one added scope would wait for the consent of a workspace admin.</summary>
    [Id(4)]
    public required int WithPendingConsent { get; init; }

    /// <summary>How many installations would lose at least one scope. A suspended one counts too: it would not have it back after the suspension.</summary>
    [Id(5)]
    public required int WithLostScopes { get; init; }

    /// <summary>How many installations were looked at.</summary>
    [Id(6)]
    public required int Installations { get; init; }

    /// <summary>Whether these were all; an app with very many is not counted to the end.</summary>
    [Id(7)]
    public required bool IsComplete { get; init; }
}

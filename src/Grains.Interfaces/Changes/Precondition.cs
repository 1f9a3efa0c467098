using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>The condition of <c>If-Match</c> (RFC 9110 section 13.1.1): the object exists and, unless <paramref name="AnyExisting"/>, has one of the given revisions.</summary>
/// <param name="AnyExisting">True for <c>If-Match: *</c>.</param>
/// <param name="Revisions">The revisions (of an installation) or manifest versions (of an app) that are accepted.</param>
[GenerateSerializer, Immutable, Alias("registry.Precondition")]
public sealed record Precondition(
    [property: Id(0)] bool AnyExisting,
    [property: Id(1)] ImmutableArray<long> Revisions)
{
    /// <summary>Whether the condition holds for an object that is at <paramref name="revision"/>, 0 where it does not exist.</summary>
    public bool HoldsFor(long revision) => revision > 0 && (AnyExisting || Revisions.Contains(revision));
}

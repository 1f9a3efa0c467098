using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>One page of a list in key order.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of this page; may be fewer than asked for although more follow.</param>
/// <param name="Next">Where the next page starts: the key of the last item looked at. Null when nothing follows.</param>
[GenerateSerializer, Immutable, Alias("registry.Page`1")]
public sealed record Page<T>([property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? Next);

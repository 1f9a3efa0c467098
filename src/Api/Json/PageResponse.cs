using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>One page of a list.</summary>
internal sealed record PageResponse<T>(
    [property: Description("The items of this page. There may be fewer than asked for although more follow.")] ImmutableArray<T> Items,
    [property: Description("Pass it as cursor to get the next page, also where this one holds less than it may; null when nothing follows.")] string? NextCursor);

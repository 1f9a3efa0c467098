namespace Registry.Grains.Interfaces;

/// <summary>Which entries of an audit log are asked for; null each for any.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Actor">Who; the whole text, or all of it before the <c>/</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="From">Not before this moment.</param>
/// <param name="Until">Before this moment.</param>
[GenerateSerializer, Immutable, Alias("registry.AuditFilter")]
public sealed record AuditFilter(
    [property: Id(0)] AuditAction? Action = null,
    [property: Id(1)] string? Actor = null,
    [property: Id(2)] string? Subject = null,
    [property: Id(3)] DateTimeOffset? From = null,
    [property: Id(4)] DateTimeOffset? Until = null);

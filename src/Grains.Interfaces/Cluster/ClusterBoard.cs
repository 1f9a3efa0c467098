using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What is known of the cluster.</summary>
/// <param name="Now">The board's clock.</param>
/// <param name="Step">How much time a point covers: 5 s.</param>
/// <param name="Processes">Those that reported within the last hour, longest running first.</param>
/// <param name="Silos">The membership, by address.</param>
/// <param name="Points">
/// By time. A step that nobody reported is left out. So are the last two, which not everybody has reported yet.
/// </param>
[GenerateSerializer, Immutable, Alias("registry.ClusterBoard")]
public sealed record ClusterBoard(
    [property: Id(0)] DateTimeOffset Now,
    [property: Id(1)] TimeSpan Step,
    [property: Id(2)] ImmutableArray<BoardProcess> Processes,
    [property: Id(3)] ImmutableArray<BoardSilo> Silos,
    [property: Id(4)] ImmutableArray<BoardPoint> Points);

using Orleans.Runtime;

namespace Registry.Grains.Interfaces;

/// <summary>A silo as the membership of the cluster has it, also one that is dead and not yet forgotten there.</summary>
/// <param name="Address">Address, port and generation.</param>
/// <param name="Name">The silo's name.</param>
/// <param name="Status">E.g. <see cref="SiloStatus.Active"/> or <see cref="SiloStatus.Dead"/>.</param>
[GenerateSerializer, Immutable, Alias("registry.BoardSilo")]
public sealed record BoardSilo([property: Id(0)] string Address, [property: Id(1)] string Name, [property: Id(2)] SiloStatus Status);

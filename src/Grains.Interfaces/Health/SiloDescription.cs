namespace Registry.Grains.Interfaces;

/// <summary>What the processes of one registry must have in common.</summary>
/// <param name="ClusterId">The name of the cluster.</param>
/// <param name="ServiceId">Whose data it is.</param>
/// <param name="CatalogETag">Tells the catalog from others, see <see cref="Catalog.ETag"/>.</param>
[GenerateSerializer, Immutable, Alias("registry.SiloDescription")]
public sealed record SiloDescription(
    [property: Id(0)] string ClusterId,
    [property: Id(1)] string ServiceId,
    [property: Id(2)] string CatalogETag);

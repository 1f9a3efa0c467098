namespace Registry.Grains.Interfaces;

/// <summary>A scope that the platform offers.</summary>
/// <param name="Id">The scope.</param>
/// <param name="Name">Its name, shown to people exactly so.</param>
/// <param name="Description">What it permits, shown to people exactly so.</param>
/// <param name="Group">The id of its <see cref="ScopeGroup"/>.</param>
/// <param name="Tier">The tier of its group, e.g. <c>standard</c> or <c>extended</c>.</param>
public sealed record CatalogScope(ScopeId Id, string Name, string Description, string Group, string Tier);

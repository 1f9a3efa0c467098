namespace Registry.Grains.Interfaces;

/// <summary>Which installations to list.</summary>
/// <param name="Status">Only those of this status; null for all but the uninstalled ones.</param>
/// <param name="LackingScope">Only those that have not granted this scope; null for all.</param>
[GenerateSerializer, Immutable, Alias("registry.InstallationFilter")]
public sealed record InstallationFilter(
    [property: Id(0)] InstallationStatus? Status = null,
    [property: Id(1)] ScopeId? LackingScope = null);

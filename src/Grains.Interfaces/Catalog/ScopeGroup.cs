namespace Registry.Grains.Interfaces;

/// <summary>A group that scopes are shown in.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its heading, shown to people exactly so.</param>
/// <param name="Tier">Its tier, e.g. <c>standard</c> or <c>extended</c>.</param>
public sealed record ScopeGroup(string Id, string Name, string Tier);

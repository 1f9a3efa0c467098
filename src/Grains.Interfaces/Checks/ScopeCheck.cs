namespace Registry.Grains.Interfaces;

/// <summary>The question "may this app do this in this workspace, now?".</summary>
/// <param name="Installation">The app in the workspace.</param>
/// <param name="Scope">What it would do.</param>
[GenerateSerializer, Immutable, Alias("registry.ScopeCheck")]
public readonly record struct ScopeCheck([property: Id(0)] InstallationKey Installation, [property: Id(1)] ScopeId Scope);

namespace Registry.Grains.Interfaces;

/// <summary>An installation as it was at a moment.</summary>
/// <param name="Installation">What it was; null where the app was not yet installed for the first time.</param>
[GenerateSerializer, Immutable, Alias("registry.InstallationAsOf")]
public sealed record InstallationAsOf([property: Id(0)] Installation? Installation);

namespace Registry.Grains.Interfaces;

/// <summary>Why, by whom and since when an app or an installation is suspended.</summary>
/// <param name="Reason">The reason, in words for people.</param>
/// <param name="By">The actor that suspended it.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("registry.Suspension")]
public sealed record Suspension([property: Id(0)] string Reason, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At);

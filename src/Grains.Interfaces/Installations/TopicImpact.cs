namespace Registry.Grains.Interfaces;

/// <summary>In how many installations a topic would fall silent.</summary>
/// <param name="Id">The topic.</param>
/// <param name="Installations">In how many.</param>
[GenerateSerializer, Immutable, Alias("registry.TopicImpact")]
public sealed record TopicImpact([property: Id(0)] TopicId Id, [property: Id(1)] int Installations);

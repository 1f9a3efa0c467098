namespace Registry.Grains.Interfaces;

/// <summary>In how many workspaces a topic fires, and why not in the others.</summary>
/// <param name="Id">The topic.</param>
/// <param name="Active">In how many it fires.</param>
/// <param name="Disabled">In how many it is switched off.</param>
/// <param name="MissingScope">In how many none of the scopes that it needs is granted.</param>
/// <param name="Suspended">In how many installation or app are suspended, whatever else holds there.</param>
[GenerateSerializer, Immutable, Alias("registry.TopicReach")]
public sealed record TopicReach(
    [property: Id(0)] TopicId Id,
    [property: Id(1)] int Active,
    [property: Id(2)] int Disabled,
    [property: Id(3)] int MissingScope,
    [property: Id(4)] int Suspended = 0);

namespace Registry.Grains.Interfaces;

/// <summary>How an app's endpoint is, over all silos.</summary>
/// <param name="State">How it is.</param>
/// <param name="PausedUntil">
/// Until when it is spared, UTC; of several silos the last one counts. In the past where no attempt has shown yet whether it is
/// back. Null unless it is <see cref="EndpointState.Paused"/>.
/// </param>
[GenerateSerializer, Immutable, Alias("registry.EndpointHealth")]
public sealed record EndpointHealth([property: Id(0)] EndpointState State, [property: Id(1)] DateTimeOffset? PausedUntil = null);

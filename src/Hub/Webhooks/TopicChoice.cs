using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>A topic of the catalog as an app's developer chooses it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="IsSubscribed">Whether the app subscribes to it now.</param>
/// <param name="IsMet">Whether the app requests a scope that it needs, or it needs none.</param>
/// <param name="WaitsForReview">Whether installations depend on an approved version that does not have it yet.</param>
/// <param name="Reach">In how many workspaces it fires; null where that is not known.</param>
public sealed record TopicChoice(Topic Topic, bool IsSubscribed, bool IsMet, bool WaitsForReview, TopicReach? Reach);

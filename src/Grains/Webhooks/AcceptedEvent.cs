namespace Registry.Grains;

/// <summary>What is remembered of an event under the id that its publisher gave it.</summary>
/// <param name="Fingerprint">Stands for all of what was published.</param>
/// <param name="Deliveries">How many apps get it.</param>
/// <param name="ExpiresAt">Until when the id stands for this event, UTC.</param>
internal sealed record AcceptedEvent(string Fingerprint, int Deliveries, DateTimeOffset ExpiresAt);

namespace Registry.Silo;

/// <param name="Version">The sequence of the last event that came in.</param>
/// <param name="DueAt">When it has to be looked after.</param>
internal sealed record MemoryQueue(long Version, DateTimeOffset DueAt);

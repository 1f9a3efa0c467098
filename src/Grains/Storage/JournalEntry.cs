namespace Registry.Grains;

/// <summary>An entry of a journal.</summary>
/// <param name="Sequence">Its place: the revision or the manifest version that the change led to.</param>
/// <param name="Payload">The change, as UTF-8 JSON.</param>
internal sealed record JournalEntry(long Sequence, ReadOnlyMemory<byte> Payload);

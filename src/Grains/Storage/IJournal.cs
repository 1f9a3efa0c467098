using System.Collections.Immutable;

namespace Registry.Grains;

/// <summary>What happened to each installation and each app, one entry a change, kept for ever. Errors as in <see cref="IInstallationIndex"/>.</summary>
internal interface IJournal
{
    /// <summary>Adds an entry; does nothing where the owner has one of that sequence already.</summary>
    Task AppendAsync(JournalOwner owner, JournalEntry entry);

    /// <summary>Entries of an owner by sequence, after <paramref name="after"/> in the direction of reading, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit);
}

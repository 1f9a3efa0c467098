using System.Collections.Immutable;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>An installation, an app or an audit log as it is exported.</summary>
/// <param name="Owner">Whose changes they are.</param>
/// <param name="Revision">The revision or manifest version of the state: later changes are not part of it.</param>
/// <param name="State">The line with the state.</param>
/// <param name="Last">The change that led to the state, which may not be in the journal yet; null where the state does not have it.</param>
/// <param name="ToLine">Makes a line of a journal entry.</param>
/// <param name="Changes">The first changes, oldest first.</param>
internal sealed record ObjectLines(
    JournalOwner Owner,
    long Revision,
    BackupLine State,
    BackupLine? Last,
    Func<JournalEntry, BackupLine> ToLine,
    ImmutableArray<(long Sequence, BackupLine Line)> Changes);

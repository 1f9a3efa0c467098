using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The entries of an audit log in the journal, each with the hash of the one before. Several may write at once: of those that take the same place the first has it.</summary>
internal sealed class AuditChain(AuditTenant tenant, IJournal journal)
{
    private const int PageSize = 100;

    private readonly JournalOwner owner = JournalOwner.Of(tenant);

    /// <summary>Enters an event as the last one, unless it is among the entries after <paramref name="after"/> already.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="after">The entry up to which it is known not to be there; null where only the last hundred are to be looked at.</param>
    /// <param name="now">The time, for an event that does not say when it happened.</param>
    /// <returns>The last entry.</returns>
    public async Task<AuditHead> AppendAsync(AuditEvent happened, long? after, DateTimeOffset now)
    {
        while (true)
        {
            var last = await FindLastAsync();
            if (last.Head.Sequence == 0)
            {
                // Before the first entry, so that no log is left out by whoever goes through all.
                await new AuditTenants(journal).AddAsync(tenant);
            }
            else if (await ContainsAsync(happened.Id, after ?? Math.Max(0, last.Head.Sequence - PageSize)))
            {
                return last.Head;
            }

            var at = happened.At ?? now;
            var line = AuditLine.Write(tenant, last.Head, last.At > at ? last.At.Value : at, happened);
            var written = AuditLine.Read(line);
            await journal.AppendAsync(owner, new(written.Sequence, line));
            if (await ReadLinesAsync(last.Head.Sequence, 1) is [var stored] && stored.Payload.Span.SequenceEqual(line))
            {
                return new(written.Sequence, written.Hash);
            }

            // Somebody else was faster.
            after ??= last.Head.Sequence;
        }
    }

    /// <summary>How far it goes, and the time of the last entry; null where there is none, or none that can be read.</summary>
    public async Task<(AuditHead Head, DateTimeOffset? At)> FindLastAsync() =>
        await journal.ReadAsync(owner, newestFirst: true, after: null, limit: 1) is [var last]
            ? (AuditLine.HeadOf(last.Sequence, last.Payload.Span), Read(last)?.At)
            : (AuditHead.Empty, null);

    /// <summary>Lines as they are stored, oldest first, after an entry.</summary>
    public Task<ImmutableArray<JournalEntry>> ReadLinesAsync(long? after, int limit) => journal.ReadAsync(owner, newestFirst: false, after, limit);

    /// <summary>Entries in either order, after one; null for each that something else has damaged, which is for <see cref="AuditCheck"/> to tell of.</summary>
    public async Task<ImmutableArray<(long Sequence, AuditEntry? Entry)>> ReadAsync(bool newestFirst, long? after, int limit) =>
        [.. (await journal.ReadAsync(owner, newestFirst, after, limit)).Select(entry => (entry.Sequence, Read(entry)))];

    private async Task<bool> ContainsAsync(string id, long after)
    {
        while (true)
        {
            var page = await ReadAsync(newestFirst: false, after, PageSize);
            if (page.Any(found => found.Entry?.Event.Id == id))
            {
                return true;
            }

            if (page.Length < PageSize)
            {
                return false;
            }

            after = page[^1].Sequence;
        }
    }

    // A damaged entry must not keep anybody from entering what comes after it.
    private static AuditEntry? Read(JournalEntry entry)
    {
        try
        {
            return AuditLine.Read(entry.Payload.Span);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

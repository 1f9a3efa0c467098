using System.Text.Json;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Remembers in the storage that an import was begun, until it is done. In the journal, because every storage has one and
/// it can be used before any grain.
/// </summary>
internal sealed class ImportMark(IJournal journal, TimeProvider clock)
{
    private static readonly JournalOwner Owner = new("import/registry");

    /// <summary>The import that this storage saw last; null where there was none.</summary>
    public async Task<ImportEvent?> ReadAsync() => await LastAsync() is { } entry ? Read(entry) : null;

    /// <summary>Records that the import of a file begins or goes on.</summary>
    /// <returns>The import that is under way now: of two that begin at once, one wins.</returns>
    public async Task<ImportEvent> BeginAsync(string checksum)
    {
        var last = await LastAsync();
        if (last is not null && Read(last) is { IsComplete: false } unfinished)
        {
            return unfinished;
        }

        await AppendAsync((last?.Sequence ?? 0) + 1, checksum, isComplete: false);
        return Read((await LastAsync())!);
    }

    /// <summary>Records that all of it is stored.</summary>
    public async Task CompleteAsync(string checksum) => await AppendAsync((await LastAsync())!.Sequence + 1, checksum, isComplete: true);

    private static ImportEvent Read(JournalEntry entry) => JsonSerializer.Deserialize(entry.Payload.Span, ImportJson.Default.ImportEvent)!;

    private async Task<JournalEntry?> LastAsync() => (await journal.ReadAsync(Owner, newestFirst: true, after: null, limit: 1)).SingleOrDefault();

    private Task AppendAsync(long sequence, string checksum, bool isComplete)
    {
        var import = new ImportEvent(checksum, isComplete, clock.GetUtcNow(), BackupFormat.Program);
        return journal.AppendAsync(Owner, new(sequence, JsonSerializer.SerializeToUtf8Bytes(import, ImportJson.Default.ImportEvent)));
    }
}

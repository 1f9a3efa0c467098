using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// The service reads upwards only. So an entry is a row whose key counts down, which is newest first, and beside it, in one
/// batch, a row with nothing in it whose key counts up: reading oldest first finds there which entries come next.
/// </summary>
internal sealed class AzureJournal(AzureTables tables) : IJournal
{
    private const string Payload = "Payload";

    private const string Sequence = "Sequence";

    public Task AppendAsync(JournalOwner owner, JournalEntry entry)
    {
        var partition = AzureKey.Encode(owner.Value);
        var row = new TableEntity(partition, Down(entry.Sequence)) { [Sequence] = entry.Sequence };
        EntityPayload.Write(row, Payload, entry.Payload);
        TableTransactionAction[] batch =
        [
            new(TableTransactionActionType.Add, row),
            new(TableTransactionActionType.Add, new TableEntity(partition, Up(entry.Sequence)) { [Sequence] = entry.Sequence }),
        ];

        return tables.WriteAsync("journal.append", async () =>
        {
            try
            {
                await tables.Journal.SubmitTransactionAsync(batch).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                // The first entry of a sequence stays.
            }
        });
    }

    public Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit) => tables.ReadAsync(
        "journal.read",
        () => newestFirst ? ReadDownAsync(owner, after, limit) : ReadUpAsync(owner, after, limit));

    private Task<ImmutableArray<JournalEntry>> ReadDownAsync(JournalOwner owner, long? after, int limit) =>
        EntriesAsync(owner, after is { } last ? $"RowKey gt '{Down(last)}'" : $"RowKey ge '{Down(long.MaxValue)}'", $"RowKey le '{Down(0)}'", limit);

    private async Task<ImmutableArray<JournalEntry>> ReadUpAsync(JournalOwner owner, long? after, int limit)
    {
        var filter = $"PartitionKey eq '{AzureKey.Encode(owner.Value)}' and RowKey gt '{Up(after ?? 0)}' and RowKey le '{Up(long.MaxValue)}'";
        var rows = AzureTables.QueryAsync(tables.Journal, filter, limit, [Sequence]);
        var next = await AzureTables.TakeAsync(rows.Select(row => row.GetInt64(Sequence)!.Value), limit).ConfigureAwait(false);
        if (next.IsEmpty)
        {
            return [];
        }

        // Entries are kept for ever, so these are all that lie in between.
        var entries = await EntriesAsync(owner, $"RowKey ge '{Down(next[^1])}'", $"RowKey le '{Down(next[0])}'", limit).ConfigureAwait(false);
        return [.. entries.Reverse()];
    }

    private async Task<ImmutableArray<JournalEntry>> EntriesAsync(JournalOwner owner, string from, string to, int limit)
    {
        var rows = AzureTables.QueryAsync(tables.Journal, $"PartitionKey eq '{AzureKey.Encode(owner.Value)}' and {from} and {to}", limit);
        return await AzureTables.TakeAsync(
            rows.Select(row => new JournalEntry(row.GetInt64(Sequence)!.Value, EntityPayload.Read(row, Payload))),
            limit).ConfigureAwait(false);
    }

    private static string Up(long sequence) => string.Create(CultureInfo.InvariantCulture, $"up,{sequence:D19}");

    private static string Down(long sequence) => string.Create(CultureInfo.InvariantCulture, $"down,{long.MaxValue - sequence:D19}");
}

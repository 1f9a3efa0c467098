using System.Text;
using Registry.Grains;

namespace Registry.Silo.Tests;

public sealed class SqliteJournalTests(SqliteFixture storage) : JournalTests(storage);

public sealed class MemoryJournalTests(MemoryFixture storage) : JournalTests(storage);

public sealed class PostgresJournalTests(PostgresFixture storage) : JournalTests(storage);

public sealed class AzureTablesJournalTests(AzureTablesFixture storage) : JournalTests(storage);

public abstract class JournalTests(StorageFixture storage)
{
    private readonly JournalOwner owner = Sample.Owner();

    private IJournal Journal => storage.Host.Journal;

    [Fact]
    public async Task Read_NoEntries_IsEmpty() => Assert.Empty(await Journal.ReadAsync(owner, newestFirst: true, null, 10));

    [Fact]
    public async Task Append_SameSequenceTwice_KeepsTheFirst()
    {
        await AppendAsync(owner, 1, "first");
        await AppendAsync(owner, 1, "second");

        var entry = Assert.Single(await Journal.ReadAsync(owner, newestFirst: true, null, 10));
        Assert.Equal(1, entry.Sequence);
        Assert.Equal("first", Encoding.UTF8.GetString(entry.Payload.Span));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(true, 50)]
    [InlineData(false, 1)]
    public async Task Read_PageByPage_ListsEveryEntryInOrder(bool newestFirst, int limit)
    {
        long[] sequences = [2, 10, 1, 7, 3, 5, 4, 9, 8, 6];
        foreach (var sequence in sequences)
        {
            await AppendAsync(owner, sequence, $"entry {sequence}");
            await AppendAsync(new(owner.Value + "x"), sequence, "another owner");
        }

        var listed = new List<JournalEntry>();
        for (var page = await Journal.ReadAsync(owner, newestFirst, null, limit); page.Length > 0; page = await Journal.ReadAsync(owner, newestFirst, page[^1].Sequence, limit))
        {
            Assert.InRange(page.Length, 1, limit);
            listed.AddRange(page);
        }

        var expected = newestFirst ? sequences.OrderDescending() : sequences.Order();
        Assert.Equal(expected, listed.Select(entry => entry.Sequence));
        Assert.All(listed, entry => Assert.Equal($"entry {entry.Sequence}", Encoding.UTF8.GetString(entry.Payload.Span)));
    }

    [Fact]
    public async Task Read_NewEntryBetweenPages_DoesNotShiftThePages()
    {
        for (var i = 1; i <= 4; i++)
        {
            await AppendAsync(owner, i, "");
        }

        var first = await Journal.ReadAsync(owner, newestFirst: true, null, 2);
        await AppendAsync(owner, 5, "");
        var second = await Journal.ReadAsync(owner, newestFirst: true, first[^1].Sequence, 2);

        Assert.Equal([4, 3, 2, 1], first.Concat(second).Select(entry => entry.Sequence));
    }

    private Task AppendAsync(JournalOwner to, long sequence, string text) => Journal.AppendAsync(to, new(sequence, Encoding.UTF8.GetBytes(text)));
}

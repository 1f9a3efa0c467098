using System.Text;
using Azure.Data.Tables;

namespace Registry.AzureTables.Tests;

/// <summary>How a state lies in the table: what the Orleans package reads, and what it wrote.</summary>
public sealed class StateLayoutTests(AzuriteFixture azurite)
{
    private const int Chunk = 64 * 1024;

    private static GrainId NewGrain() => GrainId.Create("installation", $"ws_{Guid.NewGuid():N}");

    [Fact]
    public async Task Write_SmallState_IsOneBinaryProperty()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", "ws_acme/fin-reports");

        await store.WriteAsync(grain, new(), "héllo");

        var row = await store.OnlyRowAsync();
        Assert.Equal("registry_installation_ws_acme_fin-reports", row.PartitionKey);
        Assert.Equal("note", row.RowKey);
        Assert.Equal(["Data"], StateStore.Properties(row));
        Assert.Equal(Encoding.UTF8.GetBytes("héllo"), Assert.IsType<byte[]>(row["Data"]));
    }

    [Theory]
    [InlineData('/')]
    [InlineData('\\')]
    [InlineData('#')]
    [InlineData('?')]
    public async Task Write_CharacterThatKeysCannotHave_IsAnUnderscore(char character)
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", $"a{character}b{character}");

        await store.WriteAsync(grain, new(), "x", $"s{character}t{character}");

        var row = await store.OnlyRowAsync();
        Assert.Equal("registry_installation_a_b_", row.PartitionKey);
        Assert.Equal("s_t_", row.RowKey);
        Assert.Equal("x", (await store.ReadAsync(grain, $"s{character}t{character}")).State!.Text);
    }

    [Fact]
    public async Task Write_KeyThatIsTooLong_IsRefused()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", new string('k', 1024));

        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(grain, new(), "x"));
    }

    [Theory]
    [InlineData(1, "Data")]
    [InlineData(Chunk - 1, "Data")]
    [InlineData(Chunk, "Data")]
    [InlineData(Chunk + 1, "Data,Data1")]
    [InlineData(2 * Chunk, "Data,Data1")]
    [InlineData((2 * Chunk) + 1, "Data,Data1,Data2")]
    [InlineData(15 * Chunk, "Data,Data1,Data10,Data11,Data12,Data13,Data14,Data2,Data3,Data4,Data5,Data6,Data7,Data8,Data9")]
    public async Task Write_ManyBytes_AreChunksOf64KiB(int size, string properties)
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = NewGrain();
        // No two chunks alike, so that chunks in a wrong order are noticed.
        var text = string.Create(size, 0, (span, _) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = (char)('!' + (i / 251 * 31 + i) % 90);
            }
        });

        await store.WriteAsync(grain, new(), text);

        var row = (await store.RowAsync(grain))!;
        Assert.Equal(properties.Split(','), StateStore.Properties(row));
        for (var i = 0; i < properties.Split(',').Length; i++)
        {
            var expected = text.AsSpan(i * Chunk, Math.Min(Chunk, size - (i * Chunk)));
            Assert.Equal(expected, Encoding.UTF8.GetString(row.GetBinary(i == 0 ? "Data" : $"Data{i}")));
        }

        Assert.Equal(text, (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Write_OneByteMoreThanFifteenChunks_IsRefusedAndChangesNothing()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = NewGrain();
        var tooMuch = new string('x', (15 * Chunk) + 1);
        var state = await store.ReadAsync(grain);
        var first = await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(grain, state, tooMuch));
        Assert.Contains("983041", first.Message, StringComparison.Ordinal);
        Assert.Null(await store.RowAsync(grain));

        await store.WriteAsync(grain, state, "small");
        var etag = state.ETag;
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(grain, state, tooMuch));

        var read = await store.ReadAsync(grain);
        Assert.Equal("small", read.State!.Text);
        Assert.Equal(etag, read.ETag);
    }

    [Fact]
    public async Task Write_LongestKeysAndMostBytes_FitIntoARow()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", new string('k', 450));

        await store.WriteAsync(grain, new(), new string('x', 15 * Chunk), new string('s', 500));

        Assert.Equal(15 * Chunk, (await store.ReadAsync(grain, new string('s', 500))).State!.Text.Length);
    }

    [Fact]
    public async Task Write_ShorterThanBefore_LeavesNoOldChunk()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = NewGrain();
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, new string('x', 3 * Chunk));

        await store.WriteAsync(grain, state, "short");

        Assert.Equal(["Data"], StateStore.Properties((await store.RowAsync(grain))!));
        Assert.Equal("short", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Read_RowOfTheOrleansPackage_IsUnderstoodAndWrittenOn()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", "ws/app");
        await store.Table.AddEntityAsync(
            new TableEntity("registry_installation_ws_app", "note")
            {
                ["Data"] = Encoding.UTF8.GetBytes(new string('a', Chunk)),
                ["Data1"] = Encoding.UTF8.GetBytes("b"),
            },
            TestContext.Current.CancellationToken);

        var state = await store.ReadAsync(grain);
        Assert.True(state.RecordExists);
        Assert.Equal(new string('a', Chunk) + "b", state.State!.Text);

        await store.WriteAsync(grain, state, "next");
        Assert.Equal("next", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Read_RowWithTextOfTheOrleansPackage_IsNotTakenForAnEmptyOne()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var grain = GrainId.Create("installation", "ws/app");
        await store.Table.AddEntityAsync(
            new TableEntity("registry_installation_ws_app", "note") { ["StringData"] = "as ", ["StringData1"] = "text" },
            TestContext.Current.CancellationToken);

        var state = await store.ReadAsync(grain);

        Assert.True(state.RecordExists);
        Assert.Equal("as text", state.State!.Text);
        await store.WriteAsync(grain, state, "bytes");
        Assert.Equal("bytes", (await store.ReadAsync(grain)).State!.Text);
    }
}

using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>What must not share a row does not, and what is long fits or is refused.</summary>
public sealed class AzureKeyTests(AzureTablesFixture storage) : IAsyncDisposable
{
    private readonly AzureTablesBed bed = new(storage);

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Theory]
    [InlineData("a/b", "a_b", "a:b", "a~002Fb", "a~003Ab", "A/b", "a//b", "a b", "a\nb", "a#b", "ä")]
    public void Encode_DifferentTexts_GiveDifferentKeysThatAreAllowed(params string[] texts)
    {
        var keys = texts.Select(AzureKey.Encode).ToList();

        Assert.Equal(texts.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9_.=:~-]+$", key));
    }

    [Fact]
    public void Join_AllPairs_AreInTheirOrder()
    {
        string[] ids = ["-", "-a", "0", "A", "_", "a", "a-", "a0", "aa", "zz"];
        var keys = ids.SelectMany(workspace => ids.Select(app => new InstallationKey(WorkspaceId.Parse(workspace), AppId.Parse(app)))).ToList();

        Assert.Equal(keys, keys.Select(AzureKey.Join).Order(StringComparer.Ordinal).Select(AzureKey.Split));
    }

    [Fact]
    public async Task State_KeysThatDifferInTheSeparatorOnly_StayApart()
    {
        string[] keys = ["x_y/z", "x/y_z", "x/y/z", "x_y_z", "X/y_z"];
        for (var i = 0; i < keys.Length; i++)
        {
            await storage.Host.State.WriteStateAsync("apart", GrainId.Create("installation", keys[i]), new GrainState<State>(new() { Record = Sample.Record(i + 1) }));
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var state = new GrainState<State>(new());
            await storage.Host.State.ReadStateAsync("apart", GrainId.Create("installation", keys[i]), state);
            Assert.Equal(i + 1, state.State!.Record?.Revision);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journal_SequencesWithGaps_AreReadPageByPage(bool newestFirst)
    {
        var owner = Sample.Owner();
        long[] sequences = [1, 2, 5, 9, 10, 11, 4_000_000_000, long.MaxValue - 1];
        foreach (var sequence in sequences)
        {
            await bed.Journal.AppendAsync(owner, new(sequence, new byte[] { 1 }));
        }

        var listed = new List<long>();
        for (var page = await bed.Journal.ReadAsync(owner, newestFirst, null, 3); page.Length > 0; page = await bed.Journal.ReadAsync(owner, newestFirst, page[^1].Sequence, 3))
        {
            listed.AddRange(page.Select(entry => entry.Sequence));
        }

        Assert.Equal(newestFirst ? sequences.Reverse() : sequences, listed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(EntityPayload.MostBytes)]
    public async Task Journal_PayloadOfAnySize_ComesBackWhole(int size)
    {
        var owner = Sample.Owner();
        var payload = new byte[size];
        new Random(size).NextBytes(payload);

        await bed.Journal.AppendAsync(owner, new(1, payload));

        var entry = Assert.Single(await bed.Journal.ReadAsync(owner, newestFirst: false, null, 5));
        Assert.True(payload.AsSpan().SequenceEqual(entry.Payload.Span));
    }

    [Fact]
    public async Task Journal_PayloadTooLarge_IsRefusedBeforeAnythingIsSent()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => bed.Journal.AppendAsync(Sample.Owner(), new(1, new byte[EntityPayload.MostBytes + 1])));

        Assert.Equal(0, bed.Faults.Requests);
    }
}

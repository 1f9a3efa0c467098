using Azure;
using Orleans.Storage;

namespace Registry.AzureTables.Tests;

/// <summary>First write, later writes, clearing; who loses a race, and what a repeated request does.</summary>
public sealed class StateChangeTests(AzuriteFixture azurite)
{
    private readonly GrainId grain = GrainId.Create("installation", $"ws_{Guid.NewGuid():N}");

    [Fact]
    public async Task Read_NoRow_IsANewStateWithoutETag()
    {
        await using var store = await StateStore.CreateAsync(azurite);

        var state = await store.ReadAsync(grain);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("new", state.State!.Text);
    }

    [Fact]
    public async Task Write_Twice_ETagIsTheOneOfTheRow()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var state = await store.ReadAsync(grain);

        await store.WriteAsync(grain, state, "1");
        Assert.True(state.RecordExists);
        Assert.Equal((await store.RowAsync(grain))!.ETag.ToString(), state.ETag);

        await store.WriteAsync(grain, state, "2");
        Assert.Equal((await store.RowAsync(grain))!.ETag.ToString(), state.ETag);
        Assert.Equal("2", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Write_FirstWriteWhereARowIs_IsInconsistent()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var late = await store.ReadAsync(grain);
        await store.WriteAsync(grain, await store.ReadAsync(grain), "first");

        var fault = await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, late, "late"));

        Assert.Equal("none", fault.CurrentEtag);
        Assert.Equal(409, Assert.IsType<RequestFailedException>(fault.InnerException).Status);
        Assert.Equal("first", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Write_StaleETag_IsInconsistent()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");
        var stale = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "2");

        var fault = await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, stale, "late"));

        Assert.Equal(stale.ETag, fault.CurrentEtag);
        Assert.Equal("2", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Write_RowIsGone_IsInconsistent()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");
        var row = (await store.RowAsync(grain))!;
        await store.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, state, "2"));

        Assert.Null(await store.RowAsync(grain));
    }

    [Fact]
    public async Task Write_NoTable_IsAFaultOfTheStorage()
    {
        await using var store = new StateStore(azurite.Client(), AzuriteFixture.NewName());

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => store.WriteAsync(grain, new(), "1"));

        Assert.Equal("TableNotFound", fault.ErrorCode);
    }

    [Fact]
    public async Task Clear_LeavesAnEmptyRowWithItsETag()
    {
        await using var store = await StateStore.CreateAsync(azurite);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");
        var stale = await store.ReadAsync(grain);

        await store.ClearAsync(grain, state);

        Assert.False(state.RecordExists);
        Assert.Equal("new", state.State!.Text);
        var row = (await store.RowAsync(grain))!;
        Assert.Empty(StateStore.Properties(row));
        Assert.Equal(row.ETag.ToString(), state.ETag);
        var read = await store.ReadAsync(grain);
        Assert.False(read.RecordExists);
        Assert.Equal("new", read.State!.Text);
        Assert.Equal(state.ETag, read.ETag);

        // Who does not know of the clearing loses, whether with the ETag from before it or with none.
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, stale, "late"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, new(), "late"));
        await store.WriteAsync(grain, read, "again");
        Assert.Equal("again", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Clear_StaleETag_IsInconsistentInBothModes()
    {
        foreach (var delete in (bool[])[false, true])
        {
            await using var store = await StateStore.CreateAsync(azurite, options => options.DeleteStateOnClear = delete);
            var state = await store.ReadAsync(grain);
            await store.WriteAsync(grain, state, "1");
            var stale = await store.ReadAsync(grain);
            await store.WriteAsync(grain, state, "2");

            await Assert.ThrowsAsync<InconsistentStateException>(() => store.ClearAsync(grain, stale));

            Assert.Equal("2", (await store.ReadAsync(grain)).State!.Text);
        }
    }

    [Fact]
    public async Task Clear_DeleteStateOnClear_DeletesTheRow()
    {
        await using var store = await StateStore.CreateAsync(azurite, options => options.DeleteStateOnClear = true);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");

        await store.ClearAsync(grain, state);

        Assert.Null(await store.RowAsync(grain));
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
        await store.ClearAsync(grain, state);
        await store.WriteAsync(grain, state, "again");
        Assert.Equal("again", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Write_AnswerOfTheFirstWriteIsLost_IsWrittenOnceAndNotCalledASuccess()
    {
        var network = new LostAnswers();
        var table = await azurite.NewTableAsync();
        await using var store = new StateStore(azurite.Client(network.Options()), table.Name);
        var state = await store.ReadAsync(grain);
        network.LoseNext();

        // The row may as well be another's: the SDK's second try is told 409, and whose row it is the answer does not say.
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, state, "1"));

        Assert.Equal(1, network.Lost);
        var read = await store.ReadAsync(grain);
        Assert.Equal("1", read.State!.Text);
        await store.WriteAsync(grain, read, "2");
    }

    [Fact]
    public async Task Write_AnswerOfALaterWriteIsLost_IsWrittenOnceAndNotCalledASuccess()
    {
        var network = new LostAnswers();
        var table = await azurite.NewTableAsync();
        await using var store = new StateStore(azurite.Client(network.Options()), table.Name);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");
        network.LoseNext();

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync(grain, state, "2"));

        Assert.Equal("2", (await store.ReadAsync(grain)).State!.Text);
    }

    [Fact]
    public async Task Clear_AnswerIsLostInDeleteMode_IsDone()
    {
        var network = new LostAnswers();
        var table = await azurite.NewTableAsync();
        await using var store = new StateStore(azurite.Client(network.Options()), table.Name, options => options.DeleteStateOnClear = true);
        var state = await store.ReadAsync(grain);
        await store.WriteAsync(grain, state, "1");
        network.LoseNext();

        await store.ClearAsync(grain, state);

        Assert.Equal(1, network.Lost);
        Assert.Null(await store.RowAsync(grain));
    }

    [Fact]
    public async Task Write_EveryAnswerIsLost_IsAFaultOfTheStorage()
    {
        var network = new LostAnswers();
        var table = await azurite.NewTableAsync();
        await using var store = new StateStore(azurite.Client(network.Options()), table.Name);
        var state = await store.ReadAsync(grain);
        network.LoseNext(100);

        // The SDK collects what went wrong in each try.
        var fault = await Assert.ThrowsAsync<AggregateException>(() => store.WriteAsync(grain, state, "1"));

        Assert.All(fault.InnerExceptions, inner => Assert.IsType<RequestFailedException>(inner, exactMatch: false));
    }
}

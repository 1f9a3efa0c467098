using Orleans.Storage;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

public sealed class SqliteGrainStateTests(SqliteFixture storage) : LastingGrainStateTests(storage);

public sealed class PostgresGrainStateTests(PostgresFixture storage) : LastingGrainStateTests(storage);

public sealed class AzureTablesGrainStateTests(AzureTablesFixture storage) : LastingGrainStateTests(storage);

public sealed class MemoryGrainStateTests(MemoryFixture storage) : GrainStateTests(storage);

/// <summary>What only storages that outlive the process are asked for.</summary>
public abstract class LastingGrainStateTests(StorageFixture storage) : GrainStateTests(storage)
{
    // The memory provider of Orleans takes such a write for a first one.
    [Fact]
    public async Task Write_ETagOfARowThatIsGone_IsRefused()
    {
        var state = await ReadAsync(Id);
        await WriteAsync(Id, state, 1);
        var elsewhere = GrainId.Create("installation", Sample.Key().ToString());

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync(elsewhere, state, 2));

        Assert.False((await ReadAsync(elsewhere)).RecordExists);
    }
}

/// <summary>Grain state, through the provider that the grains use.</summary>
public abstract class GrainStateTests(StorageFixture storage)
{
    private const string Name = "installation";

    private protected GrainId Id { get; } = GrainId.Create("installation", Sample.Key().ToString());

    private IGrainStorage Storage => storage.Host.State;

    [Fact]
    public async Task Read_NeverWritten_HasNoRecord()
    {
        var state = await ReadAsync(Id);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Null(state.State!.Record);
    }

    [Fact]
    public async Task Write_Twice_IsReadBack()
    {
        var state = await ReadAsync(Id);
        await WriteAsync(Id, state, 1);
        Assert.True(state.RecordExists);
        var first = state.ETag;

        await WriteAsync(Id, state, 2);

        var read = await ReadAsync(Id);
        Assert.True(read.RecordExists);
        Assert.NotEqual(first, state.ETag);
        Assert.Equal(state.ETag, read.ETag);
        Sample.AssertSame(Sample.Record(2), read.State!.Record);
    }

    [Fact]
    public async Task Write_StaleETag_IsRefusedAndChangesNothing()
    {
        var state = await ReadAsync(Id);
        await WriteAsync(Id, state, 1);
        var stale = await ReadAsync(Id);
        await WriteAsync(Id, state, 2);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync(Id, stale, 9));

        Sample.AssertSame(Sample.Record(2), (await ReadAsync(Id)).State!.Record);
    }

    [Fact]
    public async Task Write_FirstWriteOfTwo_SecondIsRefused()
    {
        var one = await ReadAsync(Id);
        var two = await ReadAsync(Id);
        await WriteAsync(Id, one, 1);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync(Id, two, 2));

        Sample.AssertSame(Sample.Record(1), (await ReadAsync(Id)).State!.Record);
    }

    [Fact]
    public async Task Write_ManyAtOnceFromOneRead_OneWins()
    {
        var states = new List<GrainState<State>>();
        for (var i = 0; i < 16; i++)
        {
            states.Add(await ReadAsync(Id));
        }

        var outcomes = await Task.WhenAll(states.Select(async (state, i) =>
        {
            try
            {
                await WriteAsync(Id, state, i + 1);
                return i + 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(outcomes, outcome => outcome > 0);
        Sample.AssertSame(Sample.Record(winner), (await ReadAsync(Id)).State!.Record);
    }

    // Text keys that the ADO.NET provider by itself takes for the same number or Guid.
    [Theory]
    [InlineData("1a", "1A", "01a", "a1", "26")]
    [InlineData("0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A", "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0b")]
    [InlineData("a", "A", "-a", "_a", "0")]
    public async Task Write_KeysThatLookLikeNumbers_StayApart(params string[] keys)
    {
        var ids = keys.Select(key => GrainId.Create("app", key)).ToArray();
        for (var i = 0; i < ids.Length; i++)
        {
            await WriteAsync(ids[i], new GrainState<State>(new()), i + 1, stateName: $"numbers-{keys[0]}");
        }

        for (var i = 0; i < ids.Length; i++)
        {
            Sample.AssertSame(Sample.Record(i + 1), (await ReadAsync(ids[i], $"numbers-{keys[0]}")).State!.Record);
        }
    }

    [Fact]
    public async Task Clear_WrittenState_IsGoneAndCanBeWrittenAgain()
    {
        var state = await ReadAsync(Id);
        await WriteAsync(Id, state, 1);

        await Storage.ClearStateAsync(Name, Id, state);

        Assert.Null((await ReadAsync(Id)).State!.Record);
        await WriteAsync(Id, state, 2);
        Sample.AssertSame(Sample.Record(2), (await ReadAsync(Id)).State!.Record);
    }

    private protected async Task<GrainState<State>> ReadAsync(GrainId grain, string stateName = Name)
    {
        var state = new GrainState<State>(new());
        await Storage.ReadStateAsync(stateName, grain, state);
        return state;
    }

    private protected Task WriteAsync(GrainId grain, GrainState<State> state, long revision, string stateName = Name)
    {
        state.State = new() { Record = Sample.Record(revision) };
        return Storage.WriteStateAsync(stateName, grain, state);
    }
}

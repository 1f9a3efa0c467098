using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>State is read and written under the lease.</summary>
public sealed class LeasedGrainStorageTests
{
    private static readonly GrainId Id = GrainId.Create("installation", "ws/app");

    private readonly FakeTimeProvider clock = new();
    private readonly TestLease lease = new();
    private readonly TestStorage inner = new();

    private LeasedGrainStorage Storage => new(inner, lease, clock);

    [Fact]
    public async Task Write_WithoutTheLease_IsNotBegun()
    {
        lease.IsHeld = false;

        var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => Storage.WriteStateAsync("state", Id, new GrainState<string>("x")));

        Assert.False(failure.MayHaveChanged);
        Assert.Equal(0, inner.Writes);
    }

    [Fact]
    public async Task Write_LeaseEndsMeanwhile_IsNotAcknowledged()
    {
        inner.OnWrite = () => lease.IsHeld = false;

        var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => Storage.WriteStateAsync("state", Id, new GrainState<string>("x")));

        Assert.True(failure.MayHaveChanged);
        Assert.Equal(1, inner.Writes);
    }

    [Fact]
    public async Task Read_NobodyDied_ReadsOnce()
    {
        var state = new GrainState<string>("");
        inner.Stored = "stored";

        await Storage.ReadStateAsync("state", Id, state);

        Assert.Equal("stored", state.State);
        Assert.Equal(1, inner.Reads);
    }

    [Fact]
    public async Task Read_SomebodyWasDeclaredDead_ReadsAgainWhenItCanNoLongerWrite()
    {
        var state = new GrainState<string>("");
        lease.SettlingTime = TimeSpan.FromSeconds(2);
        inner.Stored = "before";

        var read = Storage.ReadStateAsync("state", Id, state);
        await Until.TrueAsync(() => inner.Reads == 1);
        inner.Stored = "after";
        Assert.False(read.IsCompleted);
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            return read.IsCompleted;
        });

        await read;
        Assert.Equal("after", state.State);
    }

    private sealed class TestLease : ISiloLease
    {
        public bool IsHeld { get; set; } = true;

        public TimeSpan Length => TimeSpan.FromSeconds(2);

        public TimeSpan SettlingTime { get; set; }

        public ValueTask<TimeSpan> GetSettlingTimeAsync() => new(SettlingTime);
    }

    private sealed class TestStorage : IGrainStorage
    {
        public string Stored { get; set; } = "";

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Action OnWrite { get; set; } = () => { };

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Reads++;
            grainState.State = (T)(object)Stored;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Writes++;
            OnWrite();
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
    }
}

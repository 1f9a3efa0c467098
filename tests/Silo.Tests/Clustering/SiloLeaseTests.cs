using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>How long a silo may answer, and how long others wait for one that was declared dead.</summary>
public sealed class SiloLeaseTests
{
    private static readonly SiloAddress Other = LeaseScene.Peer(0);
    private static readonly SiloAddress Third = LeaseScene.Peer(1);

    [Fact]
    public void IsHeld_BeforeTheStart_Never()
    {
        using var scene = new LeaseScene();

        Assert.False(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task IsHeld_TableIsRead_GoesOn()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();

        await scene.PassAsync(5 * LeaseScene.Length);

        Assert.True(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task Start_TableIsSlow_TriesAgainForAWhile()
    {
        using var scene = new LeaseScene();
        scene.Table.Gate = () => new TaskCompletionSource().Task;
        var starting = scene.StartAsync();
        await scene.PassAsync(5 * LeaseScene.Length);
        Assert.False(starting.IsCompleted);

        scene.Table.Gate = () => Task.CompletedTask;
        await scene.PassAsync(2 * LeaseScene.Length);

        await starting;
        Assert.True(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task Start_TableIsOutOfReach_Fails()
    {
        using var scene = new LeaseScene();
        scene.Table.Gate = () => new TaskCompletionSource().Task;
        var starting = scene.StartAsync();

        await scene.PassAsync(TimeSpan.FromSeconds(40));

        await Assert.ThrowsAsync<TimeoutException>(() => starting);
    }

    [Fact]
    public async Task IsHeld_ProcessWasPaused_EndsWithTheTime()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();

        // Nothing of this process runs meanwhile, so nothing is looked up.
        scene.Table.Gate = () => new TaskCompletionSource().Task;
        scene.Clock.Advance(LeaseScene.Length);

        Assert.False(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task IsHeld_SlowLook_CountsFromBeforeIt()
    {
        using var scene = new LeaseScene(peers: false);
        await scene.StartAsync();
        await scene.PassAsync(LeaseScene.Length / 4);
        var answer = new TaskCompletionSource();
        scene.Table.Gate = () => answer.Task;
        var begun = scene.Table.Looks;
        await scene.PassAsync(LeaseScene.Length / 2);
        Assert.True(scene.Table.Looks > begun);

        // First the gate: the next look follows upon the answer at once.
        scene.Table.Gate = () => new TaskCompletionSource().Task;
        answer.SetResult();
        await scene.PassAsync(LeaseScene.Length * 0.9);

        // From the end of the look it would still be held.
        Assert.False(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task IsHeld_DeclaredDead_EndsAtTheNextLook()
    {
        using var scene = new LeaseScene(peers: true);
        await scene.StartAsync();
        scene.Table.Set(LeaseScene.Own, SiloStatus.Dead, (Other, scene.Clock.GetUtcNow()));

        await scene.PassAsync(LeaseScene.Length / 2);

        Assert.False(scene.Lease.IsHeld);
    }

    [Fact]
    public async Task IsHeld_NotInTheTableAnyMore_EndsAtTheNextLook()
    {
        using var scene = new LeaseScene(peers: true);
        await scene.StartAsync();
        scene.Table.Remove(LeaseScene.Own);

        await scene.PassAsync(LeaseScene.Length / 2);

        Assert.False(scene.Lease.IsHeld);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    public async Task IsHeld_TableOutOfReach_WhileEveryPeerCountsItAsActive(bool one, bool two, bool isHeld)
    {
        using var scene = new LeaseScene(one, two);
        await scene.StartAsync();
        scene.Table.Gate = () => throw new TimeoutException();

        await scene.PassAsync(2 * LeaseScene.Length);

        Assert.Equal(isHeld, scene.Lease.IsHeld);
    }

    [Fact]
    public async Task SettlingTime_NobodyDied_IsNone()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();

        Assert.Equal(TimeSpan.Zero, await SettlingTimeAsync(scene));
    }

    [Fact]
    public async Task SettlingTime_DeclaredDeadByOthers_IsTheLengthOfALeaseFromWhenItWasSeen()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();
        scene.Table.Set(Other, SiloStatus.Dead, (Third, scene.Clock.GetUtcNow()));

        var first = await SettlingTimeAsync(scene);
        Assert.InRange(first, LeaseScene.Length * 0.9, LeaseScene.Length);
        await scene.PassAsync(LeaseScene.Length);
        Assert.Equal(TimeSpan.Zero, await SettlingTimeAsync(scene));
    }

    [Fact]
    public async Task SettlingTime_EndedInOrder_IsNone()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();
        scene.Table.Set(Other, SiloStatus.Dead, (Other, scene.Clock.GetUtcNow()));

        Assert.Equal(TimeSpan.Zero, await SettlingTimeAsync(scene));
    }

    [Fact]
    public async Task SettlingTime_AddressTakenByANewerProcess_IsNone()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();
        var newer = SiloAddress.New(Other.Endpoint, 2);
        scene.Table.Set(Other, SiloStatus.Dead, (newer, scene.Clock.GetUtcNow()));

        Assert.Equal(TimeSpan.Zero, await SettlingTimeAsync(scene));
    }

    [Fact]
    public async Task SettlingTime_DeadLongBeforeTheStart_IsNone()
    {
        using var scene = new LeaseScene();
        scene.Table.Set(Other, SiloStatus.Dead, (Third, scene.Clock.GetUtcNow() - TimeSpan.FromMinutes(5)));
        await scene.StartAsync();

        Assert.Equal(TimeSpan.Zero, await SettlingTimeAsync(scene));
    }

    [Fact]
    public async Task SettlingTime_LookUnderWay_WaitsForALaterOne()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();
        var answer = new TaskCompletionSource();
        scene.Table.Gate = () => answer.Task;
        var before = scene.Table.Looks;
        var earlier = scene.Look.AgainAsync();
        await EventuallyAsync(scene, () => scene.Table.Looks > before);

        // The look under way has seen the table already; this death comes after it.
        scene.Table.Set(Other, SiloStatus.Dead, (Third, scene.Clock.GetUtcNow()));
        var settling = scene.Lease.GetSettlingTimeAsync().AsTask();
        scene.Table.Gate = () => Task.CompletedTask;
        answer.SetResult();
        await EventuallyAsync(scene, () => settling.IsCompleted);

        Assert.Equal(TimeSpan.Zero, (await earlier).SettlingTime);
        Assert.True(await settling > TimeSpan.Zero);
    }

    [Fact]
    public async Task SettlingTime_TableOutOfReach_IsUnavailable()
    {
        using var scene = new LeaseScene();
        await scene.StartAsync();
        scene.Table.Gate = () => throw new TimeoutException();

        var settling = scene.Lease.GetSettlingTimeAsync().AsTask();
        await EventuallyAsync(scene, () => settling.IsCompleted);

        Assert.False((await Assert.ThrowsAsync<RegistryUnavailableException>(() => settling)).MayHaveChanged);
    }

    private static async Task<TimeSpan> SettlingTimeAsync(LeaseScene scene)
    {
        var settling = scene.Lease.GetSettlingTimeAsync().AsTask();
        await EventuallyAsync(scene, () => settling.IsCompleted);
        return await settling;
    }

    private static Task EventuallyAsync(LeaseScene scene, Func<bool> condition) => Until.TrueAsync(() =>
    {
        scene.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return condition();
    });
}

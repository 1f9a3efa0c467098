using Microsoft.Extensions.Options;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What has failed is sent again, on a clock that the test sets.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const int Limit = 10;

    // So many are sent again while none gets through: half of what may wait, and the one that is more.
    private const int Room = (Limit / 2) + 1;

    private readonly AgeingCluster cluster = new();
    private ReplayScene? scene;

    private ReplayScene Scene => scene!;

    public async ValueTask InitializeAsync()
    {
        await cluster.InitializeAsync();
        scene = await ReplayScene.InstallAsync(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Replay_OfSeveralPages_SendsAllAgainInOrder()
    {
        var numbers = await Scene.FailAsync(130);
        var failed = await Scene.FailedAsync();

        var started = await Scene.StartAsync();

        Assert.Equal((ReplayStatus.Running, ReplayScene.Actor, null), (started.Status, started.StartedBy, started.EndedAt));
        var completed = await Scene.CompletedAsync(started);
        Assert.Equal((130, 130), (completed.Total, completed.Replayed));
        Assert.Empty(completed.Skips);
        Assert.Equal(cluster.Clock.GetUtcNow(), completed.EndedAt);
        await Scene.ReceivedAsync(1 + numbers.Length);
        Assert.Equal(numbers, Scene.Received.Skip(1));
        Assert.Equal(failed.Select(delivery => delivery.CreatedAt.UtcDateTime).Reverse(), Scene.Notifications.Skip(1).Select(notification => notification.Body.GetProperty("created_at").GetDateTime()));
        Assert.Equal(failed.Select(delivery => delivery.MessageId).Reverse(), Scene.Notifications.Skip(1).Select(notification => notification.Message.MessageId));
        await Until.TrueAsync(async () => await Scene.RegisteredAsync() is null);
    }

    [Fact]
    public async Task Replay_SinceATime_LeavesOutWhatCameBeforeItAndWhatDidNotFail()
    {
        await Scene.FailAsync(3);
        var since = cluster.Clock.GetUtcNow();
        var numbers = await Scene.FailAsync(3);
        var received = Scene.Received.Count();

        var completed = await Scene.CompletedAsync(await Scene.StartAsync(since));

        Assert.Equal((3, 3), (completed.Total, completed.Replayed));
        await Scene.ReceivedAsync(received + 3);
        Assert.Equal(numbers, Scene.Received.Skip(received));
        Assert.Equal(0, (await Scene.CompletedAsync(await Scene.StartAsync(cluster.Clock.GetUtcNow()))).Total);
    }

    [Fact]
    public async Task Replay_OfAWorkspaceOrATopic_LeavesTheOthersOut()
    {
        var here = await Scene.FailAsync(2);
        var there = await Scene.FailAsync(2, Scene.There);
        var received = Scene.Received.Count();

        Assert.Equal(2, (await Scene.CompletedAsync(await Scene.StartAsync(workspace: Scene.There))).Total);
        await Scene.ReceivedAsync(received + 2);
        Assert.Equal(0, (await Scene.CompletedAsync(await Scene.StartAsync(topic: Publisher.CompanyDeleted))).Total);
        Assert.Equal(2, (await Scene.CompletedAsync(await Scene.StartAsync(workspace: Scene.Here, topic: TestApp.CompanyCreated))).Total);
        await Scene.ReceivedAsync(received + 4);

        Assert.Equal([.. there, .. here], Scene.Received.Skip(received));
    }

    [Fact]
    public async Task Replay_TopicIsNoLongerActiveThere_IsSkippedWithTheReason()
    {
        var numbers = await Scene.FailAsync(2);
        await Scene.FailAsync(3, Scene.There);
        TestApp.Accepted(await cluster.Grains.GetInstallation(new(Scene.There, Scene.App)).DisableTopicAsync(TestApp.CompanyCreated, TestApp.By()));
        var received = Scene.Received.Count();

        var completed = await Scene.CompletedAsync(await Scene.StartAsync());

        Assert.Equal((5, 2), (completed.Total, completed.Replayed));
        Assert.Equal([new(ReplaySkipReason.TopicInactive, 3)], completed.Skips);
        await Scene.ReceivedAsync(received + 2);
        Assert.Equal(numbers, Scene.Received.Skip(received));
    }

    [Fact]
    public async Task Replay_OfOnesWhoseReplayHasFailedToo_SendsEachOnce()
    {
        await Scene.FailAsync(4);
        var answer = Scene.Hold();
        await Scene.CompletedAsync(await Scene.StartAsync());
        answer.SetResult(Receivers.Status(410));
        await Until.TrueAsync(async () => (await Scene.FailedAsync()).Count == 8);
        await Scene.SetEndpointAsync();
        cluster.Receivers.Answer(Scene.App, Receivers.Ok);
        var (received, since) = (Scene.Received.Count(), cluster.Clock.GetUtcNow());
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        var all = await Scene.CompletedAsync(await Scene.StartAsync());

        Assert.Equal((8, 4), (all.Total, all.Replayed));
        Assert.Equal([new(ReplaySkipReason.Repeated, 4)], all.Skips);
        await Scene.ReceivedAsync(received + 4);

        // What a replay has left failed is what has failed since it began.
        var rest = await Scene.CompletedAsync(await Scene.StartAsync(since));
        Assert.Equal((4, 4), (rest.Total, rest.Replayed));
        await Scene.ReceivedAsync(received + 8);
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], Scene.Received.Skip(received));
    }

    [Fact]
    public async Task Replay_QueueIsHalfFull_WaitsSoThatNothingIsGivenUp()
    {
        var (numbers, started, answer) = await WaitForRoomAsync(3 * Limit);
        Assert.Equal(Room, await cluster.GetService<IDeliveryStore>().CountPendingAsync(new(Scene.Here, Scene.App)));

        answer.SetResult(Receivers.Ok);
        await AdvanceUntilAsync(started, job => job.Status == ReplayStatus.Completed);

        await Scene.ReceivedAsync(1 + numbers.Length);
        Assert.Equal(numbers, Scene.Received.Skip(1));
        Assert.Equal(numbers.Length, (await Scene.FailedAsync()).Count);
    }

    [Fact]
    public async Task Start_WhileOneRuns_IsRefusedAndNamesIt()
    {
        var (_, started, _) = await WaitForRoomAsync(3 * Limit);

        var refused = Assert.IsType<ReplayJobResult.Refused>(await Scene.TryStartAsync());

        Assert.Contains($"The replay {started.Id} is running", Assert.IsType<Refusal.Conflict>(refused.Reason).Explanation, StringComparison.Ordinal);
        Assert.Equal([started.Id], (await Scene.Replays.ListAsync(Scene.Developer))!.Value.Select(job => job.Id));
    }

    [Fact]
    public async Task Cancel_InTheMiddle_StopsAndLeavesWhatWasQueued()
    {
        var (numbers, started, answer) = await WaitForRoomAsync(3 * Limit);

        var cancelled = Assert.IsType<ReplayJobResult.Accepted>(await Scene.Replays.CancelAsync(started.Id, Scene.Developer)).Job;

        Assert.Equal((ReplayStatus.Cancelled, Room, cluster.Clock.GetUtcNow()), (cancelled.Status, cancelled.Replayed, cancelled.EndedAt));
        answer.SetResult(Receivers.Ok);
        await Scene.ReceivedAsync(1 + Room);
        Assert.Equal(numbers.Take(Room), Scene.Received.Skip(1));
        Assert.Null(await Scene.RegisteredAsync());
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = Assert.IsType<ReplayJobResult.Accepted>(await Scene.Replays.CancelAsync(started.Id, Scene.Developer)).Job;
        Assert.Equal(cancelled.EndedAt, again.EndedAt);

        // It does not go on beside the next one.
        cluster.GetService<IOptions<DeliveryOptions>>().Value.MaxPending = 1000;
        var next = await Scene.CompletedAsync(await Scene.StartAsync());
        Assert.Equal(numbers.Length, next.Replayed);
        await Scene.ReceivedAsync(1 + Room + numbers.Length);
        Assert.Equal(numbers, Scene.Received.Skip(1 + Room));
        var refused = Assert.IsType<ReplayJobResult.Refused>(await Scene.Replays.CancelAsync(next.Id, Scene.Developer));
        Assert.IsType<Refusal.Conflict>(refused.Reason);
    }

    [Fact]
    public async Task Run_ActivationIsLost_GoesOnWhereItWas()
    {
        var (numbers, started, answer) = await WaitForRoomAsync(70);

        await cluster.DeactivateAsync(Scene.Replays);
        answer.SetResult(Receivers.Ok);
        await Scene.ReceivedAsync(1 + Room);
        await Scene.WakeAsync();
        await AdvanceUntilAsync(started, job => job.Status == ReplayStatus.Completed);

        await Scene.ReceivedAsync(1 + numbers.Length);
        Assert.Equal(numbers, Scene.Received.Skip(1));
    }

    [Fact]
    public async Task Run_NothingWasStoredSinceTheLastPage_RepeatsThatPageAtMost()
    {
        var numbers = await Scene.FailAsync(70);
        cluster.Faults.Break(Scene.App.Value, StorageCall.WriteState, Fault.Before);
        Assert.IsType<RegistryUnavailableException>(await Record.ExceptionAsync(() => Scene.TryStartAsync()));
        Assert.Empty((await Scene.Replays.ListAsync(Scene.Developer))!.Value);
        cluster.Faults.Mend(Scene.App.Value, StorageCall.WriteState);
        var started = await Scene.StartAsync();

        // The write after some page fails; what is at work then has to look what is stored.
        cluster.Faults.Break(Scene.App.Value, StorageCall.WriteState, Fault.Before);
        await Until.TrueAsync(async () =>
        {
            await Scene.WakeAsync();
            return Scene.Received.Count() > 50 || cluster.Faults.Count(Scene.App.Value, StorageCall.WriteState) > 10;
        });
        cluster.Faults.Mend(Scene.App.Value, StorageCall.WriteState);
        await Until.TrueAsync(async () =>
        {
            await Scene.WakeAsync();
            return (await Scene.Replays.FindAsync(started.Id, Scene.Developer))!.Status == ReplayStatus.Completed;
        });

        var completed = await Scene.CompletedAsync(started);
        Assert.Equal((70, 70), (completed.Total, completed.Replayed));
        await Until.TrueAsync(() => Task.FromResult(Scene.Received.Skip(1).ToHashSet().Count == numbers.Length && Scene.Received.Last() == numbers[^1]));
        Assert.InRange(Scene.Received.Skip(1).Count(), numbers.Length, numbers.Length + 50);
    }

    [Fact]
    public async Task Resume_MarksAreFarApart_TakesTheStretchPageByPage()
    {
        var numbers = await Scene.FailAsync(170);
        var newest = (await Scene.FailedAsync())[0].Id;
        var job = new ReplayJob
        {
            Id = new(7),
            Request = new(cluster.Clock.GetUtcNow().AddHours(-1)),
            Status = ReplayStatus.Running,
            StartedAt = cluster.Clock.GetUtcNow(),
            StartedBy = ReplayScene.Actor,
            Total = 170,
        };
        var state = new GrainState<ReplayState>(new() { Last = 7, Jobs = [job], Position = new() { Marks = [newest with { Sequence = newest.Sequence + 1 }] } });
        await cluster.GetKeyedService<IGrainStorage>(StorageNames.Registry).WriteStateAsync(StorageNames.ReplayState, Scene.Replays.GetGrainId(), state);
        await cluster.Grains.GetReplayRegister().AddAsync(Scene.App, job.Id);

        await Scene.WakeAsync();

        Assert.Equal(170, (await Scene.CompletedAsync(job)).Replayed);
        await Scene.ReceivedAsync(1 + numbers.Length);
        Assert.Equal(numbers, Scene.Received.Skip(1));
    }

    [Fact]
    public async Task Run_EndpointIsGone_SkipsTheRestAndCompletes()
    {
        var (numbers, started, answer) = await WaitForRoomAsync(3 * Limit);

        answer.SetResult(Receivers.Status(410));
        var completed = await AdvanceUntilAsync(started, job => job.Status == ReplayStatus.Completed);

        Assert.Equal((numbers.Length, Room), (completed.Total, completed.Replayed));
        Assert.Equal([new(ReplaySkipReason.NoEndpoint, numbers.Length - Room)], completed.Skips);
        var refused = Assert.IsType<ReplayJobResult.Refused>(await Scene.TryStartAsync());
        Assert.Equal(ReplayRules.NoEndpoint, Assert.IsType<Refusal.Conflict>(refused.Reason).Explanation);
    }

    [Fact]
    public async Task Run_DeliveriesExpireMeanwhile_AreCountedAsSkipped()
    {
        var (numbers, started, answer) = await WaitForRoomAsync(3 * Limit);
        await cluster.GetService<IDeliveryStore>().DeleteExpiredAsync(started.StartedAt, started.StartedAt, int.MaxValue);

        answer.SetResult(Receivers.Ok);
        var completed = await AdvanceUntilAsync(started, job => job.Status == ReplayStatus.Completed);

        Assert.Equal((numbers.Length, Room), (completed.Total, completed.Replayed));
        Assert.Equal([new(ReplaySkipReason.Expired, numbers.Length - Room)], completed.Skips);
    }

    [Fact]
    public async Task Register_OfAReplayThatNeverWas_IsCleared()
    {
        await cluster.Grains.GetReplayRegister().AddAsync(Scene.App, new(1));
        Assert.Equal(new ReplayId(1), await Scene.RegisteredAsync());

        await Scene.WakeAsync();

        await Until.TrueAsync(async () => await Scene.RegisteredAsync() is null);
        Assert.Empty((await Scene.Replays.ListAsync(null))!.Value);
        Assert.Equal(new ReplayId(2), (await Scene.StartAsync()).Id);
    }

    [Fact]
    public async Task Register_TakesOffAnEarlierReplay_KeepsTheLaterOne()
    {
        var register = cluster.Grains.GetReplayRegister();
        await register.AddAsync(Scene.App, new(2));

        await register.AddAsync(Scene.App, new(1));
        await register.RemoveAsync(Scene.App, new(1));

        Assert.Equal(new ReplayId(2), await Scene.RegisteredAsync());
    }

    [Fact]
    public async Task List_KeepsTheLastTwenty_ForTheirDeveloperOnly()
    {
        for (var number = 1; number <= 22; number++)
        {
            await Scene.CompletedAsync(await Scene.StartAsync());
        }

        await cluster.DeactivateAsync(Scene.Replays);

        Assert.Equal(Enumerable.Range(3, 20).Reverse().Select(number => new ReplayId(number)), (await Scene.Replays.ListAsync(Scene.Developer))!.Value.Select(job => job.Id));
        Assert.Null(await Scene.Replays.FindAsync(new(2), Scene.Developer));
        var other = DeveloperId.Parse("dev_other");
        Assert.Null(await Scene.Replays.ListAsync(other));
        Assert.Null(await Scene.Replays.FindAsync(new(22), other));
        Assert.IsType<Refusal.NotFound>(Assert.IsType<ReplayJobResult.Refused>(await Scene.Replays.StartAsync(new(default), "x", other)).Reason);
        Assert.IsType<Refusal.NotFound>(Assert.IsType<ReplayJobResult.Refused>(await Scene.Replays.CancelAsync(new(22), other)).Reason);
        Assert.IsType<Refusal.NotFound>(Assert.IsType<ReplayJobResult.Refused>(await Scene.Replays.CancelAsync(new(99), Scene.Developer)).Reason);
    }

    [Fact]
    public void Marks_OfManyPages_AreFewAndEvenlySpread()
    {
        var marks = new ReplayMarks();
        for (var page = 0; page < 100_000; page++)
        {
            marks.Add(new(Scene.Here, page));
        }

        var kept = marks.All.Select(mark => mark.Sequence).ToArray();
        Assert.InRange(kept.Length, 128, 256);
        Assert.Equal(0, kept[0]);
        Assert.Single(kept.Zip(kept.Skip(1), (one, next) => next - one).Distinct());
        Assert.InRange(100_000 - kept[^1], 1, kept[1]);
    }

    /// <summary>Starts a replay while the endpoint answers nothing, so that it has to wait.</summary>
    private async Task<(int[] Numbers, ReplayJob Started, TaskCompletionSource<WebhookAnswer> Answer)> WaitForRoomAsync(int count)
    {
        var numbers = await Scene.FailAsync(count);
        cluster.GetService<IOptions<DeliveryOptions>>().Value.MaxPending = Limit;
        var answer = Scene.Hold();
        var started = await Scene.StartAsync();
        await Scene.FindAsync(started, job => job.Replayed == Room);
        return (numbers, started, answer);
    }

    private Task<ReplayJob> AdvanceUntilAsync(ReplayJob started, Func<ReplayJob, bool> isAsWanted) => Scene.FindAsync(started, job =>
    {
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        return isAsWanted(job);
    });
}

using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An app in two workspaces whose endpoint a test lets fail and work, and its replays.</summary>
internal sealed class ReplayScene
{
    public const string Actor = "developer:dev_fin";

    private readonly AgeingCluster cluster;
    private readonly TestApp app;
    private readonly DateTimeOffset begun;
    private int published;

    private ReplayScene(AgeingCluster cluster)
    {
        this.cluster = cluster;
        app = new(cluster);
        begun = cluster.Clock.GetUtcNow();
    }

    public AppId App => app.Id;

    public IAppGrain AppGrain => app.App;

    public DeveloperId Developer => app.Developer;

    public WorkspaceId Here => app.Workspace;

    public WorkspaceId There { get; } = WorkspaceId.Parse($"ws-{Guid.NewGuid():N}");

    public IReplayGrain Replays => cluster.Grains.GetReplays(app.Id);

    /// <summary>The numbers of the events that the endpoint has got, in order.</summary>
    public IEnumerable<int> Received => Notifications.Select(notification => notification.Item.GetProperty("number").GetInt32());

    public IEnumerable<Notification> Notifications => cluster.Receivers.Of(app.Id).Where(notification => notification.Item.TryGetProperty("number", out _));

    public static async Task<ReplayScene> InstallAsync(AgeingCluster cluster)
    {
        var scene = new ReplayScene(cluster);
        var definition = scene.app.Definition(TestApp.ReadOne) with { Workspaces = [scene.Here, scene.There] };
        Assert.IsType<AppResult.Accepted>(await scene.AppGrain.PutAsync(definition, TestApp.By()));
        await scene.SetEndpointAsync();
        foreach (var workspace in new[] { scene.Here, scene.There })
        {
            TestApp.Accepted(await cluster.Grains.GetInstallation(new(workspace, scene.App)).InstallAsync(new(), TestApp.By()));
        }

        await Until.TrueAsync(() => Task.FromResult(cluster.Receivers.Of(scene.App).Count == 2));
        return scene;
    }

    public async Task SetEndpointAsync() =>
        Assert.IsType<AppResult.Accepted>(await AppGrain.SetWebhookAsync(new(Publisher.Url, [TestApp.CompanyCreated, Publisher.CompanyDeleted]), TestApp.By()));

    /// <summary>Lets the endpoint take what comes, but for the answer.</summary>
    public TaskCompletionSource<WebhookAnswer> Hold()
    {
        var answer = new TaskCompletionSource<WebhookAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Receivers.Answer(App, (_, _) => answer.Task);
        return answer;
    }

    /// <summary>Publishes numbered events that fail: while the first one is under way the others wait, then the endpoint is gone. Afterwards it works again.</summary>
    public async Task<int[]> FailAsync(int count, WorkspaceId? workspace = null, TopicId? topic = null)
    {
        var before = (await FailedAsync()).Count;
        var answer = Hold();
        var numbers = Enumerable.Range(published + 1, count).ToArray();
        foreach (var number in numbers)
        {
            var item = $$"""{"type":"company","id":"{{number}}","number":{{number}}}""";
            var accepted = await cluster.Grains.GetWorkspace(workspace ?? Here).PublishAsync(new(topic ?? TestApp.CompanyCreated, item));
            Assert.Equal(1, Assert.IsType<PublishResult.Accepted>(accepted).Deliveries);
        }

        published += count;
        answer.SetResult(Receivers.Status(410));
        await Until.TrueAsync(async () => (await FailedAsync()).Count == before + count);
        await SetEndpointAsync();
        cluster.Receivers.Answer(App, Receivers.Ok);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        return numbers;
    }

    public async Task<IReadOnlyList<Delivery>> FailedAsync() => [.. await cluster.GetService<IDeliveryStore>().ReadByAppAsync(App, new(Status: DeliveryStatus.Failed), null, int.MaxValue)];

    public async Task<ReplayJob> StartAsync(DateTimeOffset? since = null, WorkspaceId? workspace = null, TopicId? topic = null) =>
        Assert.IsType<ReplayJobResult.Accepted>(await TryStartAsync(since, workspace, topic)).Job;

    public Task<ReplayJobResult> TryStartAsync(DateTimeOffset? since = null, WorkspaceId? workspace = null, TopicId? topic = null) =>
        Replays.StartAsync(new(since ?? begun, workspace, topic), Actor, Developer);

    /// <summary>A replay, when it is as wanted.</summary>
    public async Task<ReplayJob> FindAsync(ReplayJob started, Func<ReplayJob, bool> isAsWanted)
    {
        ReplayJob? found = null;
        await Until.TrueAsync(async () => isAsWanted((found = await Replays.FindAsync(started.Id, Developer))!));
        return found!;
    }

    public Task<ReplayJob> CompletedAsync(ReplayJob started) => FindAsync(started, job => job.Status == ReplayStatus.Completed);

    /// <summary>Returns when the endpoint has got so many notifications.</summary>
    public Task ReceivedAsync(int count) => Until.TrueAsync(() => Task.FromResult(Received.Count() == count));

    /// <summary>What the sweeper does.</summary>
    public Task WakeAsync() => cluster.Grains.GetReplayRegister().WakeAsync();

    public async Task<ReplayId?> RegisteredAsync()
    {
        var state = new GrainState<ReplayRegisterState>(new());
        await cluster.GetKeyedService<Orleans.Storage.IGrainStorage>(StorageNames.Registry).ReadStateAsync(
            StorageNames.ReplayRegisterState, cluster.Grains.GetReplayRegister().GetGrainId(), state);
        return state.RecordExists && state.State!.Running.TryGetValue(App, out var id) ? id : null;
    }
}

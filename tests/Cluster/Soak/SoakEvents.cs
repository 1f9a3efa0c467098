namespace Registry.Cluster.Tests;

/// <summary>
/// The webhooks of a soak: events that all have to arrive in order although every twentieth is refused at first, and a topic that
/// falls silent and comes back, over and over.
/// </summary>
internal sealed class SoakEvents : IAsyncDisposable
{
    private const int Workspaces = 4;
    private const int RefusedOnceEach = 20;

    private readonly RegistryClient[] clients;
    private readonly OrderedReceiver receiver;
    private readonly OrderedReceiver silenced;
    private readonly EventStream stream;
    private readonly SwitchedTopic topic;
    private readonly int seed;
    private readonly TimeSpan pace;

    private SoakEvents(ClusterOfProcesses cluster, OrderedReceiver receiver, OrderedReceiver silenced, int seed, TimeSpan pace)
    {
        (this.receiver, this.silenced, this.seed, this.pace) = (receiver, silenced, seed, pace);
        clients = [.. cluster.Apis.Select(api => new RegistryClient(api.Address, cluster.Token))];
        var asked = 0;
        stream = new(Workspaces, int.MaxValue, cluster.Token, () => cluster.Apis[Interlocked.Increment(ref asked) % cluster.Apis.Count].Address) { Pace = pace };
        topic = new(clients, silenced, Workspaces);
    }

    public static async Task<SoakEvents> StartAsync(ClusterOfProcesses cluster, int seed, TimeSpan pace)
    {
        var events = new SoakEvents(cluster, await OrderedReceiver.StartAsync(RefusedOnceEach), await OrderedReceiver.StartAsync(), seed, pace);
        await events.stream.InstallAsync(events.receiver.Url);
        await events.topic.InstallAsync();
        return events;
    }

    /// <summary>Begins all of it; each task ends when it is stopped.</summary>
    public IReadOnlyList<Task> Run(CancellationToken stop) =>
        [stream.PublishUntilAsync(stop), .. Enumerable.Range(0, Workspaces).Select(workspace => Task.Run(() => SwitchAsync(workspace, stop), CancellationToken.None))];

    /// <summary>Everything has arrived that should, or does so now, and nothing else.</summary>
    public async Task DemandAsync(ITestOutputHelper output)
    {
        await stream.ArrivedAsync(receiver);
        await topic.ArrivedAsync();
        Assert.Empty(receiver.Faults);
        topic.Demand();
        output.WriteLine(
            $"{stream.Accepted} events, all in order; {receiver.Refused} notifications were refused once and {receiver.Duplicates} came more than once; {topic.Turns} times a topic fell silent.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }

        await receiver.DisposeAsync();
        await silenced.DisposeAsync();
    }

    private async Task SwitchAsync(int workspace, CancellationToken stop)
    {
        var random = new Random(unchecked((seed * 31) + workspace));
        while (!stop.IsCancellationRequested)
        {
            await topic.TurnAsync(workspace, random.Next(2) == 0 ? SwitchedTopic.Scope : SwitchedTopic.Topic);
            await Pause.AboutAsync(pace, random, stop);
        }
    }
}

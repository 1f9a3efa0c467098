using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>
/// Numbered events in some workspaces, for two apps that are installed in each. In each workspace one is published when the
/// one before it is accepted, and <see cref="Pace"/> has passed.
/// </summary>
internal sealed class EventStream(int workspaces, int eventsOfEach, string token, Func<Uri> address)
{
    public static readonly string[] Apps = ["hooked-1", "hooked-2"];

    // Without anything that gets on: of one event, or of all of them.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly int[] accepted = new int[workspaces];

    /// <summary>How long to wait between two events of a workspace.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>How many events are accepted.</summary>
    public int Accepted => accepted.Sum();

    public int Events => workspaces * eventsOfEach;

    public int Deliveries => Events * Apps.Length;

    public int Queues => workspaces * Apps.Length;

    private IEnumerable<(int Workspace, string App)> Pairs =>
        from workspace in Enumerable.Range(0, workspaces)
        from app in Apps
        select (workspace, app);

    /// <summary>Registers and installs the apps.</summary>
    public async Task InstallAsync(string url)
    {
        using var client = new RegistryClient(address(), token);
        foreach (var app in Apps)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/apps/{app}", new JsonObject
            {
                ["name"] = "Delivery test",
                ["developer"] = "dev_hooked",
                ["visibility"] = "private",
                ["workspaces"] = new JsonArray([.. Enumerable.Range(0, workspaces).Select(workspace => (JsonNode)$"ws_events_{workspace}")]),
                ["scopes"] = new JsonArray(new JsonObject { ["id"] = "read_one_user_and_one_company", ["reason"] = "test" }),
                ["webhook"] = new JsonObject { ["url"] = url, ["topics"] = new JsonArray("company.created") },
            }));
        }

        foreach (var (workspace, app) in Pairs)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/workspaces/ws_events_{workspace}/installations/{app}", new JsonObject()));
        }
    }

    /// <summary>Publishes all of them, and returns when the last one is accepted.</summary>
    public Task PublishAsync() => PublishUntilAsync(CancellationToken.None);

    /// <summary>Publishes as many of them as there is time for.</summary>
    public Task PublishUntilAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, workspaces).Select(workspace => Task.Run(() => PublishAsync(workspace, stop), CancellationToken.None)));

    /// <summary>Returns when such a share of the events is accepted, or the stream has ended.</summary>
    public Task ReachedAsync(double share, Task publishing) => Until.TrueAsync(() => Accepted > share * Events || publishing.IsCompleted, Limit);

    /// <summary>Sets the endpoint of the apps once more, so that it takes notifications although it was gone.</summary>
    public async Task SetEndpointAsync(string url)
    {
        using var client = new RegistryClient(address(), token);
        foreach (var app in Apps)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/apps/{app}/webhook", new JsonObject { ["url"] = url, ["topics"] = new JsonArray("company.created") }));
        }
    }

    /// <summary>Returns when every installation has got all that was accepted, or one was out of order.</summary>
    public Task ArrivedAsync(OrderedReceiver receiver) =>
        Until.TrueAsync(() => Pairs.All(pair => receiver.Last($"ws_events_{pair.Workspace}", pair.App) == accepted[pair.Workspace]) || receiver.Faults.Any(), Limit);

    private async Task PublishAsync(int workspace, CancellationToken stop)
    {
        RegistryClient? client = null;
        var progress = Stopwatch.GetTimestamp();
        for (var number = 1; number <= eventsOfEach && !stop.IsCancellationRequested;)
        {
            client ??= new(address(), token);
            var answer = await client.SendAsync(HttpMethod.Post, $"/v1/workspaces/ws_events_{workspace}/events", new JsonObject
            {
                ["id"] = $"event-{number}",
                ["topic"] = "company.created",
                ["data"] = new JsonObject { ["type"] = "company", ["number"] = number },
            });
            if (answer is null)
            {
                // Published again under the same id, wherever the registry is by then.
                Assert.True(Stopwatch.GetElapsedTime(progress) < Limit, $"event-{number} of ws_events_{workspace} is not accepted: {client.Silence}");
                client.Dispose();
                client = null;
                await Task.Delay(50, CancellationToken.None);
                continue;
            }

            Assert.Equal(Apps.Length, (int)answer["deliveries"]!);
            accepted[workspace] = number++;
            await Task.Delay(Pace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            progress = Stopwatch.GetTimestamp();
        }

        client?.Dispose();
    }
}

using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>
/// An app in some workspaces that loses a topic and gets it back, with an event after each. What gets no answer is done again: all
/// of it may be repeated.
/// </summary>
internal sealed class SwitchedTopic(RegistryClient[] clients, OrderedReceiver receiver, int workspaces)
{
    /// <summary>What to take away: the scope that the topic needs, or the topic itself.</summary>
    public const string Scope = "scopes/read_one_user_and_one_company";

    /// <inheritdoc cref="Scope"/>
    public const string Topic = $"topics/{TopicName}";

    private const string TopicName = "company.created";
    private const string App = "hooked";

    private readonly int[] turns = new int[workspaces];

    public int Turns => turns.Sum();

    public async Task InstallAsync()
    {
        await InsistAsync(clients[0], HttpMethod.Put, $"/v1/apps/{App}", new JsonObject
        {
            ["name"] = "Silence test",
            ["developer"] = "dev_hooked",
            ["visibility"] = "private",
            ["workspaces"] = new JsonArray([.. Enumerable.Range(0, workspaces).Select(workspace => (JsonNode)Name(workspace))]),
            ["scopes"] = new JsonArray(new JsonObject { ["id"] = Scope.Split('/')[1], ["reason"] = "test" }),
            ["webhook"] = new JsonObject { ["url"] = receiver.Url, ["topics"] = new JsonArray(TopicName) },
        });
        for (var workspace = 0; workspace < workspaces; workspace++)
        {
            await InsistAsync(clients[0], HttpMethod.Put, Path(workspace), new JsonObject());
        }
    }

    /// <summary>Publishes the next odd number while the topic is silent, and the even one after it when it is not; each change through another process than the event after it.</summary>
    public async Task TurnAsync(int workspace, string what)
    {
        var turn = turns[workspace];
        var (one, other) = (clients[turn % 2], clients[1 - (turn % 2)]);
        await InsistAsync(one, HttpMethod.Delete, $"{Path(workspace)}/{what}");
        await PublishAsync(other, workspace, (2 * turn) + 1, deliveries: 0);
        await InsistAsync(other, HttpMethod.Put, $"{Path(workspace)}/{what}");
        await PublishAsync(one, workspace, (2 * turn) + 2, deliveries: 1);
        turns[workspace] = turn + 1;
    }

    /// <summary>Returns when every installation has got the last one.</summary>
    public Task ArrivedAsync() => Until.TrueAsync(() => Enumerable.Range(0, workspaces).All(workspace => receiver.Last(Name(workspace), App) == 2 * turns[workspace]));

    /// <summary>
    /// Nothing came of what was published while the topic was silent, and the others came in order: all but those that were still
    /// on their way when it fell silent again.
    /// </summary>
    public void Demand()
    {
        for (var workspace = 0; workspace < workspaces; workspace++)
        {
            var numbers = receiver.Numbers(Name(workspace), App);
            Assert.DoesNotContain(numbers, number => number % 2 == 1);
            Assert.Equal(numbers.Distinct().Order(), numbers.Distinct());
        }
    }

    private static string Name(int workspace) => $"ws_silent_{workspace}";

    private static string Path(int workspace) => $"/v1/workspaces/{Name(workspace)}/installations/{App}";

    private static async Task PublishAsync(RegistryClient client, int workspace, int number, int deliveries)
    {
        var answer = await InsistAsync(client, HttpMethod.Post, $"/v1/workspaces/{Name(workspace)}/events", new JsonObject
        {
            ["id"] = $"event-{number}",
            ["topic"] = TopicName,
            ["data"] = new JsonObject { ["type"] = "company", ["number"] = number },
        });
        if ((int)answer["deliveries"]! != deliveries)
        {
            Assert.Fail($"{answer} in {Name(workspace)}, which has {await InsistAsync(client, HttpMethod.Get, $"{Path(workspace)}/history?limit=6")}");
        }
    }

    private static async Task<JsonObject> InsistAsync(RegistryClient client, HttpMethod method, string path, JsonObject? body = null)
    {
        // By the key, what got no answer and is done late all the same does not undo what came after it.
        var key = method == HttpMethod.Put || method == HttpMethod.Delete ? Guid.NewGuid().ToString("N") : null;
        JsonObject? answer = null;
        await Until.TrueAsync(async () => (answer = await client.SendAsync(method, path, body?.DeepClone(), key)) is not null);
        return answer!;
    }
}

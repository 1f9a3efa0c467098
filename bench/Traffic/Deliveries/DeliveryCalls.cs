namespace Registry.Traffic;

/// <summary>The calls that deliveries need.</summary>
internal static class DeliveryCalls
{
    public const string Topic = "company.created";

    // One that the topic needs.
    private const string Scope = "read_one_user_and_one_company";

    public static async Task RegisterAsync(this RegistryClient registry, string app, Uri endpoint, IEnumerable<string> workspaces)
    {
        using var answer = await registry.SendAsync(HttpMethod.Put, $"/v1/apps/{app}", new
        {
            name = "Benchmark",
            developer = "dev_bench",
            visibility = "private",
            workspaces,
            scopes = new[] { new { id = Scope, reason = "For the benchmark" } },
            webhook = new { url = endpoint, topics = new[] { Topic } },
        });
    }

    public static async Task InstallAsync(this RegistryClient registry, string app, string workspace)
    {
        using var answer = await registry.SendAsync(HttpMethod.Put, Names.Installation(workspace, app), new { });
    }

    /// <summary>Publishes an event with an id of its own, as the documentation asks for.</summary>
    public static async Task PublishAsync(this RegistryClient registry, string workspace, int number)
    {
        using var answer = await registry.SendAsync(HttpMethod.Post, $"/v1/workspaces/{workspace}/events", new
        {
            id = $"event-{number}",
            topic = Topic,
            data = new { type = "company", id = "6762f0dd1bb69f9f2193bb83", number, name = "Benchmark Ltd.", size = 120, website = "https://company.example/", industry = "Manufacturing" },
        });
    }
}

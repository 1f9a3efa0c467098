using System.Net.Http.Headers;

namespace Registry.Deliveries;

/// <summary>Calls the HTTP API of the registry; a call that is refused ends the run.</summary>
internal sealed class RegistryClient(LoadOptions options) : IDisposable
{
    public const string Topic = "company.created";

    // One that the topic needs.
    private const string Scope = "read_one_user_and_one_company";

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections })
    {
        BaseAddress = options.Registry,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Token) },
    };

    public Task RegisterAsync(string app, Uri endpoint, IEnumerable<string> workspaces) => SendAsync(HttpMethod.Put, $"/v1/apps/{app}", new
    {
        name = "Benchmark",
        developer = "dev_bench",
        visibility = "private",
        workspaces,
        scopes = new[] { new { id = Scope, reason = "For the benchmark" } },
        webhook = new { url = endpoint, topics = new[] { Topic } },
    });

    public Task InstallAsync(string app, string workspace) => SendAsync(HttpMethod.Put, $"/v1/workspaces/{workspace}/installations/{app}", new { });

    /// <summary>Publishes an event with an id of its own, as the documentation asks for.</summary>
    public Task PublishAsync(string workspace, int number) => SendAsync(HttpMethod.Post, $"/v1/workspaces/{workspace}/events", new
    {
        id = $"event-{number}",
        topic = Topic,
        data = new { type = "company", id = "6762f0dd1bb69f9f2193bb83", number, name = "Benchmark Ltd.", size = 120, website = "https://company.example/", industry = "Manufacturing" },
    });

    public void Dispose() => http.Dispose();

    private async Task SendAsync<T>(HttpMethod method, string path, T body)
    {
        // With its length, and not in chunks.
        using var content = new ByteArrayContent(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path} was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}

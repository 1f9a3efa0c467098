using System.Net.Http.Headers;
using System.Text.Json;

namespace Registry.Traffic;

/// <summary>Calls the HTTP API of the registry; a call that is refused ends the run.</summary>
internal sealed class RegistryClient(LoadOptions options) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections })
    {
        BaseAddress = options.Registry,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Token) },
    };

    /// <param name="method">The method.</param>
    /// <param name="path">The path, from the slash on.</param>
    /// <param name="body">Sent as JSON; null for none.</param>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<JsonDocument> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await TrySendAsync(method, path, body);
        await using var content = await response.Content.ReadAsStreamAsync();
        return response.IsSuccessStatusCode
            ? await JsonDocument.ParseAsync(content)
            : throw new InvalidOperationException($"{method} {path} was answered {(int)response.StatusCode}: {await new StreamReader(content).ReadToEndAsync()}");
    }

    /// <summary>Whatever the answer is.</summary>
    public async Task<HttpResponseMessage> TrySendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // With its length, and not in chunks.
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new("application/json") } };
        }

        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}

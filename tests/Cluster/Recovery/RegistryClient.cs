using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Calls the HTTP API of a registry that may end at any moment.</summary>
internal sealed class RegistryClient(Uri address, string token) : IDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Where the registry is.</summary>
    public Uri Address => address;

    /// <summary>Why the last call that gave null did so.</summary>
    public string Silence { get; private set; } = "";

    /// <summary>Makes a call; null where no answer came or the answer leaves open what happened.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">What becomes JSON; null for no body.</param>
    /// <param name="key">The idempotency key, if it has one.</param>
    public async Task<JsonObject?> SendAsync(HttpMethod method, string path, object? body = null, string? key = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Silence = $"{method} {path}: {answer}";
                return null;
            }

            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {answer}");
            return answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            Silence = $"{method} {path}: {exception.Message}";
            return null;
        }
    }

    /// <summary>Makes a call that must be answered.</summary>
    public async Task<JsonObject> GetAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        Assert.NotNull(answer);
        return answer;
    }

    /// <summary>The object at a path, or null where there is none.</summary>
    public async Task<JsonObject?> FindAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonObject>> ListAsync(string path)
    {
        List<JsonObject> items = [];
        string? cursor = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync($"{path}{separator}limit=50{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject()));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        return items;
    }

    public void Dispose() => http.Dispose();
}

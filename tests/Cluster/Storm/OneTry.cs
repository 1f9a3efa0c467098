using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Sends requests to one API process, each exactly once and with a time limit.</summary>
internal sealed class OneTry(Uri address, string token)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="requestId">Becomes the id of the trace, by which the registry's history names the request.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="headers">More headers; those that are null are left out.</param>
    public async Task<Reply> SendAsync(HttpMethod method, string path, string requestId, string? body = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("traceparent", $"00-{requestId}-{requestId[..16]}-01");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // The handler sends a request again by itself when its connection breaks; with only one connection to be had it can't.
        using var connection = new OneConnection();
        using var http = new HttpClient(connection.Handler) { Timeout = Limit };
        var began = Recorder.Now;
        try
        {
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new(new(began, Recorder.Now), (int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
        // A connection that ends while it comes about shows as the socket's own exception.
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException or IOException or JsonException)
        {
            return new(new(began, Recorder.Now), null, null, exception is TaskCanceledException ? "time limit" : exception.Message, connection.IsMade);
        }
    }
}

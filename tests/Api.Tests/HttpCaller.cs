using System.Text;

namespace Registry.Api.Tests;

/// <summary>Somebody who calls the API.</summary>
internal sealed class HttpCaller(HttpClient client, string? token)
{
    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<Answer> PutAsync(string path, string? body = null, params (string Name, string Value)[] headers) => SendAsync("PUT", path, body, headers);

    public Task<Answer> PostAsync(string path, string? body = null, params (string Name, string Value)[] headers) => SendAsync("POST", path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync("DELETE", path, null, headers);

    public Task<Answer> SendAsync(string method, string path, string? body, params (string Name, string Value)[] headers) =>
        SendContentAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<Answer> SendContentAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (token is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", token.StartsWith("raw:", StringComparison.Ordinal) ? token[4..] : $"Bearer {token}"));
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }
}

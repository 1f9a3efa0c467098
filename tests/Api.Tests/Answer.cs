using System.Text.Json;
using System.Text.RegularExpressions;

namespace Registry.Api.Tests;

/// <summary>An answer of the API.</summary>
internal sealed partial record Answer(int Status, string Text, string? MediaType, string? ETag, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Slug => MediaType == "application/problem+json" ? Json.GetProperty("type").GetString()!["urn:registry:problem:".Length..] : null;

    /// <summary>Everything that a caller sees, but for the ids and the time of the request and how many more it may send.</summary>
    public string WithoutTrace => $"{Status}\n{string.Join("\n", Headers.Where(header => header.Key is not ("Date" or "RateLimit")).OrderBy(header => header.Key).Select(header => $"{header.Key}: {header.Value}"))}\n{TraceId().Replace(Text, "")}";

    /// <summary>The app that was registered, as it is shown from then on: without the secret that is shown once.</summary>
    public string Registered => ClientSecret().Replace(Text, "");

    public IEnumerable<string> Errors => Json.GetProperty("errors").EnumerateObject().Select(error => error.Name);

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null,
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));

    public Answer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    public Answer Refused(int status, string slug)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(slug, Slug);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", Json.GetProperty("traceId").GetString());
        return this;
    }

    public string[] Strings(string member) => [.. Json.GetProperty(member).EnumerateArray().Select(item => item.GetString()!)];

    [GeneratedRegex(",\"clientSecret\":\"[^\"]*\"")]
    private static partial Regex ClientSecret();

    [GeneratedRegex("\"traceId\":\"[0-9a-f]{32}\"")]
    private static partial Regex TraceId();
}

using System.Text.RegularExpressions;

namespace Registry.Api.Tests;

/// <summary>HEAD is GET without the body.</summary>
public sealed partial class HeadTests(RegistryServer server)
{
    public static TheoryData<string> Paths =>
    [
        "/", "/docs/", "/docs/scalar.js", "/openapi/v1.json", "/health/live", "/health/ready",
        .. EndpointTable.Rows.Where(row => row.Method == "GET").Select(row => $"{row.Route}{row.Query}"),
        "/v1/apps?limit=0", "/v1/apps/never-registered", "/nothing",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Head_OfWhatGetAnswers_IsTheSameWithoutBody(string path)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        path = path.Replace("{workspace}", scene.Workspace, StringComparison.Ordinal)
            .Replace("{developer}", scene.DeveloperId, StringComparison.Ordinal)
            .Replace("{app}", scene.App, StringComparison.Ordinal).Replace("{scope}", "read_tags", StringComparison.Ordinal);

        foreach (var caller in new[] { scene.Operator, scene.Nobody })
        {
            // What the registry does by itself meanwhile, such as an attempt to deliver, may change what there is to see.
            Answer get, head, again = await caller.GetAsync(path);
            do
            {
                get = again;
                head = (await caller.SendAsync("HEAD", path, null)).Is(get.Status);
                again = await caller.GetAsync(path);
            }
            while (!Headers(again).SequenceEqual(Headers(get)));

            Assert.Empty(head.Text);
            Assert.Equal(Headers(get), Headers(head));
        }
    }

    [Fact]
    public async Task Head_OfACallThatOnlyChanges_IsRefused()
    {
        var scene = new Scene(server);
        (await scene.Operator.SendAsync("HEAD", "/v1/checks", null)).Is(405);
        Assert.Equal("GET, HEAD", (await scene.Operator.DeleteAsync("/v1/catalog")).Refused(405, "method_not_allowed").Headers["Allow"]);
    }

    // The length may be left out where it is not known before the body is made (RFC 9110 section 9.3.2), as may one of 0.
    private static IEnumerable<string> Headers(Answer answer) => answer.Headers
        .Where(header => header is not ({ Key: "Date" or "RateLimit" or "Transfer-Encoding" } or { Key: "Content-Length", Value: "0" }))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {(header.Key == "Set-Cookie" ? WithoutSecret().Replace(header.Value, "=") : header.Value)}");

    // The token of a cookie is another one in each answer.
    [GeneratedRegex("=[^;]{100,}")]
    private static partial Regex WithoutSecret();
}

using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Api;

/// <summary>A problem (RFC 9457). Some kinds have members of their own, which the descriptions of the answers name.</summary>
[Example("""
    {
      "type": "urn:registry:problem:not_found", "title": "There is no such thing.", "status": 404,
      "detail": "It does not exist, or it is not yours.", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"
    }
    """)]
internal sealed record ProblemResponse
{
    [Description("Which kind of problem it is: urn:registry:problem:{slug}. Never changes.")]
    public required string Type { get; init; }

    [Description("What it is, the same words every time.")]
    public required string Title { get; init; }

    [Description("The HTTP status.")]
    public required int Status { get; init; }

    [Description("What to do about it.")]
    public required string Detail { get; init; }

    [Description("Names the request in the logs and traces of the registry.")]
    public required string TraceId { get; init; }

    [Description("With invalid_request: member → messages.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string[]>? Errors { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

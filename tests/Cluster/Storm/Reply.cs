using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>What came back from one request.</summary>
/// <param name="When">When it was under way.</param>
/// <param name="Status">The status of the answer; null where none came.</param>
/// <param name="Json">Its body.</param>
/// <param name="Trouble">Why no answer came.</param>
/// <param name="WasSent">Whether the request can have reached anybody.</param>
internal sealed record Reply(Period When, int? Status, JsonNode? Json, string? Trouble = null, bool WasSent = true)
{
    /// <summary>The last part of the problem's type.</summary>
    public string Problem => ((string?)Json?["type"])?.Split(':')[^1] ?? "";

    public bool IsSuccess => Status is 200 or 201;

    /// <summary>What became of a change that this is the answer to.</summary>
    public ChangeOutcome<TState> Outcome<TState>(Func<JsonNode, long> revision, Func<JsonNode, TState> state)
        where TState : class => this switch
        {
            { IsSuccess: true, Json: { } json } => new ChangeOutcome<TState>.Accepted(revision(json), state(json)),
            { WasSent: false } => new ChangeOutcome<TState>.Unchanged(Trouble!),
            { Status: null } => new ChangeOutcome<TState>.Unknown(Trouble!),
            { Status: 503 } when (string?)Json?["outcome"] == "unchanged" => new ChangeOutcome<TState>.Unchanged("503"),
            { Status: 503 } when (string?)Json?["outcome"] == "unknown" => new ChangeOutcome<TState>.Unknown("503"),
            { Status: 429 } => new ChangeOutcome<TState>.Unchanged("429"),
            { Status: >= 400 and < 500 } => new ChangeOutcome<TState>.Refused(Problem),
            _ => new ChangeOutcome<TState>.Unexpected(ToString()),
        };

    public override string ToString() => Trouble ?? $"{Status} {Json?.ToJsonString()}";
}

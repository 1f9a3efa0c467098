using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

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

    [Description("With required_scope_missing: the scopes that have to be in the list.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScopeId>? Missing { get; init; }

    [Description("With unknown_scope, scope_not_requested and reason_required: the scopes concerned.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScopeId>? Scopes { get; init; }

    [Description("With topic_needs_scope: the first topic whose requirement is not met.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TopicId? Topic { get; init; }

    [Description("With topic_needs_scope: the scopes of which that topic needs any one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScopeId>? NeedsAnyOf { get; init; }

    [Description("With unknown_topic and topic_not_subscribed: the topics concerned. With topic_needs_scope: every topic whose requirement is not met, with the scopes of which it needs any one.")]
    [ProblemTopics]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Topics { get; init; }

    [Description("With unknown_capability: the capabilities concerned.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<CapabilityId>? Capabilities { get; init; }

    [Description("With app_not_installable: the status of the app.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppStatus? AppStatus { get; init; }

    [Description("With precondition_failed and stale_revision: the revision, or manifest version, that the object is at.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Revision { get; init; }

    [Description("With stale_revision: the revision that was demanded.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MinRevision { get; init; }

    [Description("With stale_revision of a batch: which check it is, counted from 0.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    [Description("With rate_limited: whose limit it is.")]
    [OneOf(RateLimits.OfCaller, RateLimits.OfWorkspace)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Limit { get; init; }

    [Description("With unavailable: whether the change may have been made.")]
    [OneOf("unchanged", "unknown")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }
}

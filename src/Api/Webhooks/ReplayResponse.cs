using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Sends again what has failed.</summary>
[Example("""
    {
      "id": "3", "status": "running", "since": "2026-11-20T00:00:00Z", "workspace": null, "topic": "company.created",
      "startedAt": "2026-11-23T10:15:30Z", "startedBy": "developer:dev_fin", "endedAt": null,
      "total": 1200, "replayed": 750, "skipped": 50, "skips": [{ "reason": "topic_inactive", "count": 50 }]
    }
    """)]
internal sealed record ReplayResponse
{
    [Description("Which of the app's replays it is.")]
    public required string Id { get; init; }

    [Description("Whether it runs. There is none that has failed: what can't be done now is tried again.")]
    public required ReplayStatus Status { get; init; }

    [Description("It is about failed deliveries of events that were accepted then or later, and before it began.")]
    public required DateTime Since { get; init; }

    [Description("Only those of this workspace; null for all.")]
    public WorkspaceId? Workspace { get; init; }

    [Description("Only those of this topic; null for all.")]
    public TopicId? Topic { get; init; }

    [Description("When it began.")]
    public required DateTime StartedAt { get; init; }

    [Description("Who started it.")]
    public required string StartedBy { get; init; }

    [Description("When it was completed or cancelled; null while it runs.")]
    public DateTime? EndedAt { get; init; }

    [Description("How many deliveries there are; null until they are counted. It is completed when so many are replayed or skipped.")]
    public long? Total { get; init; }

    [Description("How many of them were put behind those that wait. What becomes of them then is in the list of deliveries.")]
    public required long Replayed { get; init; }

    [Description("How many were left out.")]
    public required long Skipped { get; init; }

    [Description("Why they were left out.")]
    public required ImmutableArray<ReplaySkipResponse> Skips { get; init; }

    public static ReplayResponse From(ReplayJob job) => new()
    {
        Id = job.Id.ToString(),
        Status = job.Status,
        Since = job.Request.Since.UtcDateTime,
        Workspace = job.Request.Workspace,
        Topic = job.Request.Topic,
        StartedAt = job.StartedAt.UtcDateTime,
        StartedBy = job.StartedBy,
        EndedAt = job.EndedAt?.UtcDateTime,
        Total = job.Total,
        Replayed = job.Replayed,
        Skipped = job.Skips.Sum(skip => skip.Count),
        Skips = [.. job.Skips.Select(skip => new ReplaySkipResponse(skip.Reason, skip.Count))],
    };
}

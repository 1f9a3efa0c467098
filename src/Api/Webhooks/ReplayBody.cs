using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What is to be sent again.</summary>
[Example("""{ "since": "2024-11-20T00:00:00Z", "workspace": "ws_acme", "topic": "company.created" }""")]
internal sealed record ReplayBody
{
    [NotInFuture]
    [Description("Failed deliveries of events that were accepted then or later; a time that is not in the future.")]
    public required DateTimeOffset Since { get; set; }

    [Description("Only those of this workspace; left out or null for all.")]
    public WorkspaceId? Workspace { get; set; }

    [Description("Only those of this topic; left out or null for all.")]
    public TopicId? Topic { get; set; }

    public ReplayRequest ToRequest() => new(Since.ToUniversalTime(), Workspace, Topic);
}

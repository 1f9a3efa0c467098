using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One check: may this app do this in this workspace, now?</summary>
internal sealed record CheckBody
{
    [Description("The workspace.")]
    public required WorkspaceId Workspace { get; set; }

    [Description("The app.")]
    public required AppId App { get; set; }

    [Description("The scope.")]
    public required ScopeId Scope { get; set; }

    [AtLeast(0)]
    [Description("The revision that the answer must at least reflect; left out where any will do.")]
    public long? MinRevision { get; set; }
}

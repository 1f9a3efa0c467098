using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The ids that checks came with last: the same texts, however a check is written.</summary>
internal static class CheckIds
{
    public static readonly IdTable<WorkspaceId> Workspaces = new();
    public static readonly IdTable<AppId> Apps = new();
    public static readonly IdTable<ScopeId> Scopes = new();
}

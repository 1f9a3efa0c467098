using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What a token of the local issuer is to say.</summary>
internal sealed record TokenRequest(IReadOnlyList<string> Roles, WorkspaceId? Workspace, DeveloperId? Developer);

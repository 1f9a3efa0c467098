using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What an app is told about a change of its installation.</summary>
internal sealed record LifeCycleItem
{
    public string Type { get; } = "installation";

    public required string WorkspaceId { get; init; }

    public required long Revision { get; init; }

    public required string Actor { get; init; }

    public required DateTime ChangedAt { get; init; }

    /// <summary>The granted scopes before; null for the very first change.</summary>
    public ImmutableArray<ScopeId>? ScopesBefore { get; init; }

    public required ImmutableArray<ScopeId> ScopesAfter { get; init; }

    /// <summary>Why the installation was suspended; null where it is not.</summary>
    public string? SuspensionReason { get; init; }

    public static LifeCycleItem Of(WorkspaceId workspace, InstallationChange change) => new()
    {
        WorkspaceId = workspace.Value,
        Revision = change.Revision,
        Actor = change.Actor,
        ChangedAt = change.At.UtcDateTime,
        ScopesBefore = change.Before?.GrantedScopes,
        ScopesAfter = change.After.GrantedScopes,
        SuspensionReason = change.After.Suspension?.Reason,
    };
}

using System.Diagnostics.CodeAnalysis;

namespace Registry.Grains.Interfaces;

/// <summary>
/// Whose audit log it is: a workspace's, a developer's, or the platform's own. Its text form <c>platform</c>,
/// <c>workspace/{id}</c> or <c>developer/{id}</c> is the key of <see cref="IAuditLogGrain"/>; it is built and read here only.
/// </summary>
/// <example><c>workspace/ws_acme</c></example>
[GenerateSerializer, Immutable, Alias("registry.AuditTenant")]
public readonly record struct AuditTenant : IParsable<AuditTenant>
{
    private const string PlatformText = "platform";

    [Id(0)]
    private readonly WorkspaceId? workspace;

    [Id(1)]
    private readonly DeveloperId? developer;

    private AuditTenant(WorkspaceId? workspace, DeveloperId? developer) => (this.workspace, this.developer) = (workspace, developer);

    /// <summary>The platform itself: what its operators do, and what was refused to anybody. The default value.</summary>
    public static AuditTenant Platform => default;

    /// <summary>The workspace; null where it is no workspace's log.</summary>
    public WorkspaceId? Workspace => workspace;

    /// <summary>The developer; null where it is no developer's log.</summary>
    public DeveloperId? Developer => developer;

    /// <summary>The log of a workspace: what its admins, and operators on them, do.</summary>
    public static AuditTenant Of(WorkspaceId workspace) => new(workspace, null);

    /// <summary>The log of a developer: what happens to its apps.</summary>
    public static AuditTenant Of(DeveloperId developer) => new(null, developer);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AuditTenant result)
    {
        (result, var valid) = s?.Split('/') switch
        {
            [PlatformText] => (Platform, true),
            ["workspace", var id] when WorkspaceId.TryParse(id, null, out var workspace) => (Of(workspace), true),
            ["developer", var id] when DeveloperId.TryParse(id, null, out var developer) => (Of(developer), true),
            _ => (default, false),
        };
        return valid;
    }

    /// <inheritdoc/>
    public static AuditTenant Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var tenant)
        ? tenant
        : throw new FormatException($"'{s}' names no audit log: it must be platform, workspace/{{id}} or developer/{{id}}.");

    /// <summary>The text form.</summary>
    public override string ToString() => this switch
    {
        { Workspace: { } ofWorkspace } => $"workspace/{ofWorkspace}",
        { Developer: { } ofDeveloper } => $"developer/{ofDeveloper}",
        _ => PlatformText,
    };
}

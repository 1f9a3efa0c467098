using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>A change that is entered in audit logs: in that of the tenant whose it is, and where an operator made it, in the platform's too.</summary>
/// <param name="Source">Whose change it is.</param>
/// <param name="Tenants">The logs.</param>
/// <param name="Event">What is entered.</param>
internal sealed record AuditedChange(AuditSource Source, ImmutableArray<AuditTenant> Tenants, AuditEvent Event)
{
    // How the history names an operator, alone or with a name behind it.
    private const string Operator = "operator";

    /// <summary>The change of an app; null where it is in its history only.</summary>
    public static AuditedChange? Of(AppId app, DeveloperId developer, AppVersion change)
    {
        AuditAction? action = change.Action switch
        {
            AppAction.Submitted => AuditAction.AppSubmitted,
            AppAction.Approved => AuditAction.AppApproved,
            AppAction.Rejected => AuditAction.AppRejected,
            AppAction.Suspended => AuditAction.AppSuspended,
            AppAction.Resumed => AuditAction.AppResumed,
            AppAction.WebhookSecretRotated => AuditAction.WebhookSecretRotated,
            AppAction.OAuthSet => AuditAction.OAuthSet,
            AppAction.ClientSecretCreated => AuditAction.ClientSecretCreated,
            AppAction.ClientSecretRevoked => AuditAction.ClientSecretRevoked,
            _ => null,
        };
        var reason = change.Action switch
        {
            AppAction.Suspended => change.After.Suspension?.Reason,
            AppAction.Rejected => string.Join("\n", change.After.Reasons),
            _ => null,
        };
        return action is { } audited
            ? Of(AuditSource.Of(app), AuditTenant.Of(developer), audited, change.Version, change.At, change.Actor, change.RequestId, reason)
            : null;
    }

    /// <summary>The change of an installation; null where it is in its history only.</summary>
    public static AuditedChange? Of(InstallationKey key, InstallationChange change)
    {
        AuditAction? action = change.Action switch
        {
            InstallationAction.Suspended => AuditAction.InstallationSuspended,
            InstallationAction.Resumed => AuditAction.InstallationResumed,
            InstallationAction.TokenIssued => AuditAction.AccessTokenIssued,
            InstallationAction.TokenRevoked => AuditAction.AccessTokenRevoked,
            _ => null,
        };
        return action is { } audited
            ? Of(AuditSource.Of(key), AuditTenant.Of(key.Workspace), audited, change.Revision, change.At, change.Actor, change.RequestId, change.Action == InstallationAction.Suspended ? change.After.Suspension?.Reason : null)
            : null;
    }

    private static AuditedChange Of(
        AuditSource source,
        AuditTenant tenant,
        AuditAction action,
        long version,
        DateTimeOffset at,
        string actor,
        string requestId,
        string? reason)
    {
        var isOperators = actor == Operator || actor.StartsWith($"{Operator}/", StringComparison.Ordinal);
        return new(source, isOperators ? [tenant, AuditTenant.Platform] : [tenant], new()
        {
            Id = $"{source}/{version}",
            At = at,
            Actor = actor,
            Action = action,
            Subject = source.ToString(),
            Version = version,
            Reason = reason,
            RequestId = requestId,
        });
    }
}

using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What things of an audit log are called.</summary>
internal static class AuditWords
{
    public static string Of(AuditAction action) => action switch
    {
        AuditAction.SignedIn => AuditTexts.ActionSignedIn,
        AuditAction.SignedOut => AuditTexts.ActionSignedOut,
        AuditAction.TokenIssued => AuditTexts.ActionTokenIssued,
        AuditAction.AccessRefused => AuditTexts.ActionAccessRefused,
        AuditAction.AppSubmitted => AuditTexts.ActionAppSubmitted,
        AuditAction.AppApproved => AuditTexts.ActionAppApproved,
        AuditAction.AppRejected => AuditTexts.ActionAppRejected,
        AuditAction.AppSuspended => AuditTexts.ActionAppSuspended,
        AuditAction.AppResumed => AuditTexts.ActionAppResumed,
        AuditAction.WebhookSecretRotated => AuditTexts.ActionSecretRotated,
        AuditAction.InstallationSuspended => AuditTexts.ActionInstallationSuspended,
        AuditAction.InstallationResumed => AuditTexts.ActionInstallationResumed,
        AuditAction.AuditExported => AuditTexts.ActionAuditExported,
        AuditAction.DataExported => AuditTexts.ActionDataExported,
        AuditAction.IssuerKeyReplaced => AuditTexts.ActionIssuerKeyReplaced,
        AuditAction.AccessTokenIssued => OAuthTexts.AuditTokenIssued,
        AuditAction.AccessTokenRevoked => OAuthTexts.AuditTokenRevoked,
        AuditAction.ClientSecretCreated => OAuthTexts.AuditSecretCreated,
        AuditAction.ClientSecretRevoked => OAuthTexts.AuditSecretRevoked,
        AuditAction.OAuthSet => OAuthTexts.AuditSet,
        AuditAction.AccessTokenLeaked => OAuthTexts.AuditTokenLeaked,
        _ => throw new UnreachableException(action.ToString()),
    };

    /// <summary>The title of a log.</summary>
    public static string Title(AuditTenant tenant) => tenant switch
    {
        { Workspace: { } workspace } => Phrase.Of(AuditTexts.TitleWorkspace, workspace),
        { Developer: { } developer } => Phrase.Of(AuditTexts.TitleDeveloper, developer),
        _ => AuditTexts.TitlePlatform,
    };

    /// <summary>What is in a log.</summary>
    public static string Lead(AuditTenant tenant) => tenant switch
    {
        { Workspace: not null } => AuditTexts.LeadWorkspace,
        { Developer: not null } => AuditTexts.LeadDeveloper,
        _ => AuditTexts.LeadPlatform,
    };

    /// <summary>What an entry was about, with how often and why.</summary>
    public static string Details(AuditEvent happened)
    {
        string?[] parts =
        [
            happened.Version is { } version ? Phrase.Of(AuditTexts.Version, version) : null,
            happened.Count is { } count ? Phrase.Of(AuditTexts.Times, Phrase.Number(count)) : null,
            happened.Reason is { } reason ? $"“{reason}”" : null,
            happened.Address is { } address ? Phrase.Of(AuditTexts.FromAddress, address) : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }
}

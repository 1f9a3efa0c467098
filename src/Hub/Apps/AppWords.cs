using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What things of an app are called.</summary>
internal static class AppWords
{
    public static string Of(AppStatus status) => status switch
    {
        AppStatus.Draft => AppTexts.StatusDraft,
        AppStatus.Submitted => AppTexts.StatusSubmitted,
        AppStatus.Approved => AppTexts.StatusApproved,
        AppStatus.Rejected => AppTexts.StatusRejected,
        _ => throw new UnreachableException(status.ToString()),
    };

    public static string Of(AppVisibility visibility) => visibility switch
    {
        AppVisibility.Private => AppTexts.VisibilityPrivate,
        AppVisibility.Public => AppTexts.VisibilityPublic,
        _ => throw new UnreachableException(visibility.ToString()),
    };

    /// <summary>What was done, as the head of a manifest version.</summary>
    public static string Of(AppAction action) => action switch
    {
        AppAction.Created => AppTexts.ActionCreated,
        AppAction.Replaced => AppTexts.ActionReplaced,
        AppAction.ScopesSet => AppTexts.ActionScopesSet,
        AppAction.WebhookSet => AppTexts.ActionWebhookSet,
        AppAction.Submitted => AppTexts.ActionSubmitted,
        AppAction.Approved => AppTexts.ActionApproved,
        AppAction.Rejected => AppTexts.ActionRejected,
        AppAction.Suspended => AppTexts.ActionSuspended,
        AppAction.Resumed => AppTexts.ActionResumed,
        AppAction.WebhookDisabled => AppTexts.ActionWebhookDisabled,
        AppAction.WebhookSecretRotated => AppTexts.ActionWebhookSecretRotated,
        AppAction.OAuthSet => OAuthTexts.ActionSet,
        AppAction.ClientSecretCreated => OAuthTexts.ActionSecretCreated,
        AppAction.ClientSecretRevoked => OAuthTexts.ActionSecretRevoked,
        _ => throw new UnreachableException(action.ToString()),
    };
}

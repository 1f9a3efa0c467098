using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What is to be done until an app works in workspaces.</summary>
internal static class NextSteps
{
    public static IEnumerable<NextStep> Of(App app)
    {
        yield return new(
            !app.Scopes.IsEmpty,
            AppTexts.StepScopes,
            app.Scopes.IsEmpty ? AppTexts.StepScopesText : Phrase.Count(app.Scopes.Length, ScopeTexts.CountOne, ScopeTexts.CountMany),
            AppAddresses.Authorization(app.Id));
        yield return Webhook(app);
        if (app.Visibility == AppVisibility.Private)
        {
            yield return new(
                !app.Workspaces.IsEmpty,
                AppTexts.StepWorkspaces,
                app.Workspaces.IsEmpty ? AppTexts.StepWorkspacesText : Phrase.Of(AppTexts.StepWorkspacesDone, Phrase.List(app.Workspaces)),
                $"{AppAddresses.Overview(app.Id)}#{FieldIds.Of(AppSettings.WorkspacesField)}");
            yield break;
        }

        yield return new(app.Status is AppStatus.Submitted or AppStatus.Approved, AppTexts.StepReview, Review(app), AppAddresses.Review(app.Id));
    }

    private static NextStep Webhook(App app)
    {
        var silent = app.Webhook?.Topics.Count(topic => topic.State == AppTopicState.MissingScope) ?? 0;
        return new(
            app.Webhook is not null && silent == 0,
            AppTexts.StepWebhook,
            (app.Webhook, silent) switch
            {
                (null, _) => AppTexts.StepWebhookText,
                (_, > 0) => Phrase.Count(silent, AppTexts.StepWebhookSilent, AppTexts.StepWebhookSilentMany),
                _ => Phrase.Count(app.Webhook!.Topics.Length, AppTexts.StepWebhookDone, AppTexts.StepWebhookDoneMany),
            },
            AppAddresses.Webhooks(app.Id));
    }

    private static string Review(App app) => app.Status switch
    {
        AppStatus.Submitted => AppTexts.StepReviewSubmitted,
        AppStatus.Approved => AppTexts.StepReviewApproved,
        AppStatus.Rejected => AppTexts.StepReviewRejected,
        _ when app.Live is not null => AppTexts.StepReviewAgain,
        _ => AppTexts.StepReviewText,
    };
}

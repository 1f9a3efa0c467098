using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Changes single things of an app.</summary>
internal static class AppChangeEndpoints
{
    public static void MapAppChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps/{app}").WithTags("Apps");
        group.MapPut("/scopes", SetScopesAsync).RequireRoles(Permissions.ChangeApp)
            .WithName("SetAppScopes").WithSummary("Replace the requested scopes")
            .WithDescription("Topics that lose the last scope they need fall silent at once; the answer lists them as silencedTopics.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now, with silencedTopics.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.UnknownScope, ProblemTypes.RequiredScopeMissing);
        group.MapPut("/webhook", SetWebhookAsync).RequireRoles(Permissions.ChangeApp)
            .WithName("SetAppWebhook").WithSummary("Replace the webhook endpoint and its topics")
            .WithDescription("A topic needs any one of its scopes to be requested; those subscribed before stay, silent or not.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.UnknownTopic, ProblemTypes.TopicNeedsScope);
        group.MapPost("/submit", SubmitAsync).RequireRoles(Permissions.SubmitApp)
            .WithName("SubmitApp").WithSummary("Submit the app for review")
            .WithDescription("Every scope that no capability forces needs a reason.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.ReasonRequired);
        group.MapPost("/review", ReviewAsync).RequireRoles(Permissions.ReviewApp)
            .WithName("ReviewApp").WithSummary("Approve or reject the submitted version")
            .WithDescription("A rejection says why.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
        group.MapPut("/suspension", SuspendAsync).RequireRoles(Permissions.SuspendApp)
            .WithName("SuspendApp").WithSummary("Suspend the app everywhere")
            .WithDescription("At once: every check answers app_suspended, every topic is silent, until the suspension is lifted.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
        group.MapDelete("/suspension", ResumeAsync).RequireRoles(Permissions.SuspendApp)
            .WithName("ResumeApp").WithSummary("Lift the suspension of the app")
            .WithDescription("Installations are again what they were before.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
    }

    private static async Task<IResult> SetScopesAsync(RouteId<AppId> appId, JsonBody<AppScopesBody> body, Change change, IGrainFactory grains) =>
        AppAnswers.WithSilencedTopics(await grains.GetApp(appId.Value).SetScopesAsync(
            [.. body.Value.Scopes.Select(scope => scope.ToScope())], change.Context(body)));

    private static async Task<IResult> SetWebhookAsync(
        RouteId<AppId> appId, JsonBody<WebhookBody> body, Change change, EndpointVerification verification, IGrainFactory grains) =>
        await verification.RefuseAsync(appId.Value, change.Caller, body.Value, "url") ?? AppAnswers.Of(await grains.GetApp(appId.Value).SetWebhookAsync(body.Value.ToDefinition(), change.Context(body)));

    private static async Task<IResult> SubmitAsync(RouteId<AppId> appId, Change change, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).SubmitAsync(change.Context()));

    private static async Task<IResult> ReviewAsync(RouteId<AppId> appId, JsonBody<ReviewBody> body, Change change, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).ReviewAsync(body.Value.ToDecision(), change.Context(body)));

    private static async Task<IResult> SuspendAsync(RouteId<AppId> appId, JsonBody<SuspensionBody> body, Change change, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).SuspendAsync(body.Value.Reason, change.Context(body)));

    private static async Task<IResult> ResumeAsync(RouteId<AppId> appId, Change change, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).ResumeAsync(change.Context()));
}

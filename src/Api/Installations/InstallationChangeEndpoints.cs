using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Changes single things of an installation.</summary>
internal static class InstallationChangeEndpoints
{
    public static void MapInstallationChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/workspaces/{workspace}/installations/{app}")
            .RequireRoles(Permissions.ChangeInstallation)
            .WithTags("Installations")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.NotInstalled);
        group.MapPut("/scopes", SetScopesAsync)
            .WithName("SetGrant").WithSummary("Replace the whole grant")
            .WithDescription("What is not in the list is revoked; what the app's capabilities require must be in it.")
            .Refuses(ProblemTypes.UnknownScope, ProblemTypes.RequiredScopeMissing, ProblemTypes.ScopeNotRequested);
        group.MapPut("/scopes/{scope}", GrantAsync)
            .WithName("GrantScope").WithSummary("Grant one scope")
            .WithDescription("Effective at the very next check.")
            .Refuses(ProblemTypes.UnknownScope, ProblemTypes.ScopeNotRequested);
        group.MapDelete("/scopes/{scope}", RevokeAsync)
            .WithName("RevokeScope").WithSummary("Revoke one scope")
            .WithDescription("Denied at the very next check. A scope that the app's capabilities require can't be revoked.")
            .Refuses(ProblemTypes.UnknownScope, ProblemTypes.RequiredScopeMissing);
        group.MapPut("/topics/{topic}", EnableTopicAsync)
            .WithName("EnableTopic").WithSummary("Switch a topic on")
            .WithDescription("The app must subscribe to the topic, and one of the scopes that it needs must be effective.")
            .Refuses(ProblemTypes.UnknownTopic, ProblemTypes.TopicNotSubscribed, ProblemTypes.TopicNeedsScope);
        group.MapDelete("/topics/{topic}", DisableTopicAsync)
            .WithName("DisableTopic").WithSummary("Switch a topic off")
            .WithDescription("No event of this topic reaches the app from this workspace until it is switched on again.")
            .Refuses(ProblemTypes.UnknownTopic, ProblemTypes.TopicNotSubscribed);
        group.MapPut("/suspension", SuspendAsync)
            .WithName("SuspendInstallation").WithSummary("Suspend the installation")
            .WithDescription("The grant is kept and nothing is effective until the suspension is lifted.");
        group.MapDelete("/suspension", ResumeAsync)
            .WithName("ResumeInstallation").WithSummary("Lift the suspension of the installation")
            .WithDescription("What was granted is effective again.");
    }

    private static async Task<IResult> SetScopesAsync(InstallationTarget target, JsonBody<GrantBody> body, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).SetScopesAsync(body.Value.Scopes, change.Context(body)));

    private static async Task<IResult> GrantAsync(InstallationTarget target, RouteId<ScopeId> scopeId, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).GrantScopeAsync(scopeId.Value, change.Context()));

    private static async Task<IResult> RevokeAsync(InstallationTarget target, RouteId<ScopeId> scopeId, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).RevokeScopeAsync(scopeId.Value, change.Context()));

    private static async Task<IResult> EnableTopicAsync(InstallationTarget target, RouteId<TopicId> topicId, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).EnableTopicAsync(topicId.Value, change.Context()));

    private static async Task<IResult> DisableTopicAsync(InstallationTarget target, RouteId<TopicId> topicId, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).DisableTopicAsync(topicId.Value, change.Context()));

    private static async Task<IResult> SuspendAsync(InstallationTarget target, JsonBody<SuspensionBody> body, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).SuspendAsync(body.Value.Reason, change.Context(body)));

    private static async Task<IResult> ResumeAsync(InstallationTarget target, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).ResumeAsync(change.Context()));
}

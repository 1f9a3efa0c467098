using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Registers and lists apps.</summary>
internal static class AppEndpoints
{
    public static void MapApps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps").WithTags("Apps");
        group.MapGet("", ListAsync).RequireRoles(Permissions.ListApps)
            .WithName("ListApps").WithSummary("List apps")
            .WithDescription("The apps of the calling developer, or every app for an operator, by app id.")
            .Answers<PageResponse<AppResponse>>(StatusCodes.Status200OK, "One page of apps.")
            .Refuses(ProblemTypes.InvalidCursor);
        group.MapGet("/{app}", GetAsync).RequireRoles(Permissions.ReadApp)
            .WithName("GetApp").WithSummary("Get an app")
            .WithDescription("The app with its requested scopes, its webhook and its review.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app.", hasETag: true)
            .Refuses(ProblemTypes.NotFound);
        group.MapPut("/{app}", PutAsync).RequireRoles(Permissions.ChangeApp)
            .WithName("PutApp").WithSummary("Register or replace an app")
            .WithDescription("Scopes that a capability requires are selected by themselves. A topic whose requirement no requested scope meets is refused, unless it was subscribed before.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .Answers<AppResponse>(StatusCodes.Status201Created, "The app was registered, with a clientSecret that is shown in this answer only.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.UnknownScope, ProblemTypes.UnknownTopic, ProblemTypes.UnknownCapability, ProblemTypes.TopicNeedsScope);
        group.MapGet("/{app}/versions", GetVersionsAsync).RequireRoles(Permissions.ReadAppVersions)
            .WithName("ListAppVersions").WithSummary("List the manifest versions of an app")
            .WithDescription("Newest first: who changed what and when.")
            .Answers<PageResponse<AppVersionResponse>>(StatusCodes.Status200OK, "One page of versions.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
    }

    private static async Task<IResult> ListAsync(PageQuery page, Caller caller, IGrainFactory grains)
    {
        var apps = await grains.GetAppList().ListAsync(caller.OwnerFilter(), page.After<AppId>(), page.Limit);
        return new JsonAnswer<PageResponse<AppResponse>>(page.Answer(apps, AppResponse.From), ApiJson.Readable.PageResponseAppResponse);
    }

    private static async Task<IResult> GetAsync(RouteId<AppId> appId, Caller caller, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).GetAsync(caller.OwnerFilter()));

    private static async Task<IResult> PutAsync(
        RouteId<AppId> appId, JsonBody<AppBody> body, Change change, EndpointVerification verification, IGrainFactory grains)
    {
        if (change.Caller.Developer is { } self && body.Value.Developer is { } named && self != named)
        {
            return Problems.Forbidden($"A developer registers apps of its own only: leave developer out, or say {self}.");
        }

        if ((change.Caller.Developer ?? body.Value.Developer) is not { } developer)
        {
            return Problems.InvalidRequest("developer", "Is required where the caller is an operator.");
        }

        if (await verification.RefuseAsync(appId.Value, change.Caller, body.Value.Webhook, "webhook.url") is { } problem)
        {
            return problem;
        }

        var secret = ClientSecretText.Create();
        var definition = body.Value.ToDefinition(developer) with { FirstSecret = secret.Kept };
        return AppAnswers.WithSecret(await grains.GetApp(appId.Value).PutAsync(definition, change.Context(body)), secret);
    }

    private static async Task<IResult> GetVersionsAsync(RouteId<AppId> appId, PageQuery page, Caller caller, IGrainFactory grains)
    {
        var versions = await grains.GetApp(appId.Value).GetVersionsAsync(caller.OwnerFilter(), page.AfterNumber(), page.Limit);
        return versions is null
            ? Problems.NotFound
            : new JsonAnswer<PageResponse<AppVersionResponse>>(page.Answer(versions, AppVersionResponse.From), ApiJson.Readable.PageResponseAppVersionResponse);
    }
}

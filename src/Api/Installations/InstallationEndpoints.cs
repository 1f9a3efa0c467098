using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Installs and uninstalls apps, and shows installations.</summary>
internal static class InstallationEndpoints
{
    public static void MapInstallations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/workspaces/{workspace}/installations").WithTags("Installations");
        group.MapGet("", ListAsync).RequireRoles(Permissions.ReadInstallation)
            .WithName("ListInstallations").WithSummary("List the installations of a workspace")
            .WithDescription("By app id. Uninstalled ones are listed only where status asks for them.")
            .Answers<PageResponse<InstallationResponse>>(StatusCodes.Status200OK, "One page of installations.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
        group.MapGet("/{app}", GetAsync).RequireRoles(Permissions.ReadInstallation)
            .WithName("GetInstallation").WithSummary("Get an installation")
            .WithDescription("What the workspace granted, what is effective, what waits for consent, and the state of every topic.")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation.", hasETag: true)
            .Refuses(ProblemTypes.NotFound);
        group.MapPut("/{app}", InstallAsync).RequireRoles(Permissions.ChangeInstallation)
            .WithName("InstallApp").WithSummary("Install an app, or bring an installation up to date")
            .WithDescription("Grants all or some of the scopes that the live version requests; those that its capabilities require can't be left out.")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation as it is now.", hasETag: true)
            .Answers<InstallationResponse>(StatusCodes.Status201Created, "The app was installed for the first time.", hasETag: true)
            .RefusesChange(
                ProblemTypes.NotFound, ProblemTypes.AppNotInstallable, ProblemTypes.AppSuspended, ProblemTypes.UnknownScope, ProblemTypes.UnknownTopic,
                ProblemTypes.RequiredScopeMissing, ProblemTypes.ScopeNotRequested, ProblemTypes.TopicNeedsScope, ProblemTypes.TopicNotSubscribed);
        group.MapDelete("/{app}", UninstallAsync).RequireRoles(Permissions.ChangeInstallation)
            .WithName("UninstallApp").WithSummary("Uninstall an app")
            .WithDescription("Ends every scope and topic at once; the history stays. Repeating it gives the same answer.")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation, uninstalled.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
        group.MapGet("/{app}/history", GetHistoryAsync).RequireRoles(Permissions.ReadHistory)
            .WithName("ListInstallationHistory").WithSummary("List the history of an installation")
            .WithDescription("Every change that was ever accepted: who, when, in which request, and what was before and after.")
            .Answers<PageResponse<ChangeResponse>>(StatusCodes.Status200OK, "One page of changes.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
        group.MapGet("/{app}/as-of", GetAsOfAsync).RequireRoles(Permissions.ReadHistory)
            .WithName("GetInstallationAsOf").WithSummary("Get an installation as it was at a time")
            .WithDescription("What the app had here then: worked out from the history of the installation and the versions of the app, also where either has changed since. Scopes and topics that the catalog does not have today are left out.")
            .Answers<InstallationAsOfResponse>(StatusCodes.Status200OK, "What there was.")
            .Refuses(ProblemTypes.NotFound);
        routes.MapGet("/v1/apps/{app}/installations", ListByAppAsync).RequireRoles(Permissions.ReadAppInstallations).WithMetadata(OwnInstallationsCall.Instance)
            .WithTags("Apps")
            .WithName("ListInstallationsOfApp").WithSummary("List the installations of an app")
            .WithDescription("By workspace id. Uninstalled ones are listed only where status asks for them. With lackingScope, 10,000 installations are looked at for a page: it may hold fewer than the limit, or none, and have a nextCursor.")
            .Answers<PageResponse<InstallationResponse>>(StatusCodes.Status200OK, "One page of installations.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
    }

    private static async Task<IResult> ListAsync(WorkspaceTarget workspace, PageQuery page, FilterQuery filter, IGrainFactory grains) =>
        InstallationAnswers.Of(
            await grains.GetInstallationList().ListByWorkspaceAsync(workspace.Id, filter.Filter, page.After<AppId>(filter.Text), page.Limit), page, filter);

    private static async Task<IResult> ListByAppAsync(RouteId<AppId> appId, PageQuery page, FilterQuery filter, Caller caller, IGrainFactory grains)
    {
        var after = page.After<WorkspaceId>(filter.Text);
        return await grains.GetApp(appId.Value).GetAsync(caller.OwnerFilter()) is null
            ? Problems.NotFound
            : InstallationAnswers.Of(await grains.GetInstallationList().ListByAppAsync(appId.Value, filter.Filter, after, page.Limit), page, filter);
    }

    private static async Task<IResult> GetAsync(InstallationTarget target, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).GetAsync());

    private static async Task<IResult> InstallAsync(InstallationTarget target, JsonBody<InstallBody> body, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).InstallAsync(body.Value.ToRequest(), change.Context(body)));

    private static async Task<IResult> UninstallAsync(InstallationTarget target, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).UninstallAsync(change.Context()));

    private static async Task<IResult> GetAsOfAsync(InstallationTarget target, TimeQuery time, IGrainFactory grains) =>
        await grains.GetInstallation(target.Key).GetAsOfAsync(time.Value) is { } found
            ? new JsonAnswer<InstallationAsOfResponse>(InstallationAsOfResponse.From(time.Value, found), ApiJson.Readable.InstallationAsOfResponse)
            : Problems.NotFound;

    private static async Task<IResult> GetHistoryAsync(InstallationTarget target, OrderQuery order, PageQuery page, IGrainFactory grains)
    {
        var history = await grains.GetInstallation(target.Key).GetHistoryAsync(order.NewestFirst, page.AfterNumber(order.Text), page.Limit);
        return history is null
            ? Problems.NotFound
            : new JsonAnswer<PageResponse<ChangeResponse>>(page.Answer(history, ChangeResponse.From, order.Text), ApiJson.Readable.PageResponseChangeResponse);
    }
}

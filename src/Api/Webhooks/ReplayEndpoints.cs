using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Sends again all that has failed since a time.</summary>
internal static class ReplayEndpoints
{
    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps/{app}/replays").WithTags("Deliveries").RequireRoles(Permissions.ManageWebhook);
        group.MapPost("", StartAsync)
            .WithName("StartReplay").WithSummary("Send again what has failed since a time")
            .WithDescription("Each failed delivery becomes a new one with the same webhook-id, behind those that wait, in the order of the events. It goes on by itself, also after a restart; one runs at a time. Refused where the app has no endpoint that takes notifications.")
            .Answers<ReplayResponse>(StatusCodes.Status202Accepted, "The replay, which has begun.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.Conflict)
            .WithMetadata(ChangingCall.Instance);
        group.MapGet("", ListAsync)
            .WithName("ListReplays").WithSummary("List replays of an app")
            .WithDescription("Newest first. The last 20 are kept: they are a single page.")
            .Answers<PageResponse<ReplayResponse>>(StatusCodes.Status200OK, "The replays.")
            .Refuses(ProblemTypes.NotFound);
        group.MapGet("/{replay}", GetAsync)
            .WithName("GetReplay").WithSummary("Get a replay and how far it has come")
            .WithDescription("How far it has come is noted every 50 deliveries, and is what it goes on from after a restart.")
            .Answers<ReplayResponse>(StatusCodes.Status200OK, "The replay.")
            .Refuses(ProblemTypes.NotFound);
        group.MapPost("/{replay}/cancel", CancelAsync)
            .WithName("CancelReplay").WithSummary("Stop a replay")
            .WithDescription("Once this is answered nothing more is sent again. What was already put behind those that wait is sent. One that is cancelled stays so; one that is completed can't be cancelled.")
            .Answers<ReplayResponse>(StatusCodes.Status200OK, "The replay, which has ended.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.Conflict)
            .WithMetadata(ChangingCall.Instance);
    }

    private static async Task<IResult> StartAsync(RouteId<AppId> appId, JsonBody<ReplayBody> body, Caller caller, IGrainFactory grains) =>
        await grains.GetReplays(appId.Value).StartAsync(body.Value.ToRequest(), caller.Actor, caller.OwnerFilter()) switch
        {
            ReplayJobResult.Accepted(var job) => Answer(job, StatusCodes.Status202Accepted, $"/v1/apps/{appId.Value}/replays/{job.Id}"),
            var other => Refused(other),
        };

    private static async Task<IResult> ListAsync(RouteId<AppId> appId, Caller caller, IGrainFactory grains) =>
        await grains.GetReplays(appId.Value).ListAsync(caller.OwnerFilter()) is { } jobs
            ? new JsonAnswer<PageResponse<ReplayResponse>>(new([.. jobs.Select(ReplayResponse.From)], null), ApiJson.Readable.PageResponseReplayResponse)
            : Problems.NotFound;

    private static async Task<IResult> GetAsync(RouteId<AppId> appId, RouteId<ReplayId> replayId, Caller caller, IGrainFactory grains) =>
        await grains.GetReplays(appId.Value).FindAsync(replayId.Value, caller.OwnerFilter()) is { } job ? Answer(job) : Problems.NotFound;

    private static async Task<IResult> CancelAsync(RouteId<AppId> appId, RouteId<ReplayId> replayId, Caller caller, IGrainFactory grains) =>
        await grains.GetReplays(appId.Value).CancelAsync(replayId.Value, caller.OwnerFilter()) switch
        {
            ReplayJobResult.Accepted(var job) => Answer(job),
            var other => Refused(other),
        };

    private static JsonAnswer<ReplayResponse> Answer(ReplayJob job, int status = StatusCodes.Status200OK, string? location = null) =>
        new(ReplayResponse.From(job), ApiJson.Readable.ReplayResponse) { Status = status, Location = location };

    private static Problem Refused(ReplayJobResult result) =>
        result is ReplayJobResult.Refused(var reason) ? Problems.Of(reason) : throw new UnreachableException(result.GetType().Name);
}

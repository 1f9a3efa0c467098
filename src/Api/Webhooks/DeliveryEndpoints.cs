using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Shows developers what was sent to their apps, and sends it again.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps/{app}/deliveries").WithTags("Deliveries").RequireRoles(Permissions.ManageWebhook);
        group.MapGet("", ListAsync)
            .WithName("ListDeliveries").WithSummary("List deliveries to an app")
            .WithDescription("Newest first, with the last ten attempts of each. Kept for 14 days, unless the operator has set another time.")
            .Answers<PageResponse<DeliveryResponse>>(StatusCodes.Status200OK, "One page of deliveries.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
        group.MapGet("/{delivery}", GetAsync)
            .WithName("GetDelivery").WithSummary("Get a delivery with its body")
            .WithDescription("The body is that of the last attempt, or of the one to come.")
            .Answers<DeliveryResponse>(StatusCodes.Status200OK, "The delivery.")
            .Refuses(ProblemTypes.NotFound);
        group.MapPost("/{delivery}/replay", ReplayAsync)
            .WithName("ReplayDelivery").WithSummary("Send a notification again")
            .WithDescription("As a new delivery with the same webhook-id, behind those that wait. Refused while it is pending, and where the installation no longer has the topic.")
            .Answers<DeliveryResponse>(StatusCodes.Status202Accepted, "The new delivery.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.Conflict)
            .WithMetadata(ChangingCall.Instance);
    }

    private static async Task<IResult> ListAsync(RouteId<AppId> appId, DeliveryQuery query, PageQuery page, Caller caller, IGrainFactory grains)
    {
        var found = await grains.GetDeliveryList().ListAsync(
            appId.Value, caller.OwnerFilter(), query.Filter, page.After<DeliveryId>(query.Text), page.Limit);
        return found is null
            ? Problems.NotFound
            : new JsonAnswer<PageResponse<DeliveryResponse>>(page.Answer(found, DeliveryResponse.From, query.Text), ApiJson.Readable.PageResponseDeliveryResponse);
    }

    private static async Task<IResult> GetAsync(RouteId<AppId> appId, RouteId<DeliveryId> deliveryId, Caller caller, IGrainFactory grains) =>
        await grains.GetDeliveryList().FindAsync(appId.Value, caller.OwnerFilter(), deliveryId.Value) is { } found
            ? new JsonAnswer<DeliveryResponse>(DeliveryResponse.From(found), ApiJson.Readable.DeliveryResponse)
            : Problems.NotFound;

    private static async Task<IResult> ReplayAsync(RouteId<AppId> appId, RouteId<DeliveryId> deliveryId, Caller caller, IGrainFactory grains) =>
        await grains.GetDeliveryList().ReplayAsync(appId.Value, caller.OwnerFilter(), deliveryId.Value) switch
        {
            ReplayResult.Accepted(var replay) =>
                new JsonAnswer<DeliveryResponse>(DeliveryResponse.From(replay), ApiJson.Readable.DeliveryResponse) { Status = StatusCodes.Status202Accepted },
            ReplayResult.Refused(var reason) => Problems.Of(reason),
            var other => throw new UnreachableException(other.GetType().Name),
        };
}

using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Takes events for the apps that a workspace has installed.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/workspaces/{workspace}/events", PublishAsync).WithTags("Events").RequireRoles(Permissions.PublishEvent)
            .WithName("PublishEvent").WithSummary("Publish an event")
            .WithDescription("Every app whose installation in the workspace has the topic active now gets a notification. Once this is answered, event and recipients are on disk.")
            .Answers<EventResponse>(StatusCodes.Status202Accepted, "The event is accepted.")
            .Refuses(ProblemTypes.Conflict, ProblemTypes.UnknownTopic)
            .WithMetadata(ChangingCall.Instance);

    private static async Task<IResult> PublishAsync(WorkspaceTarget target, JsonBody<EventBody> body, IGrainFactory grains) =>
        await grains.GetWorkspace(target.Id).PublishAsync(body.Value.ToRequest()) switch
        {
            PublishResult.Accepted(var id, var deliveries) =>
                new JsonAnswer<EventResponse>(new(id, deliveries), ApiJson.Readable.EventResponse) { Status = StatusCodes.Status202Accepted },
            PublishResult.Refused(var reason) => Problems.Of(reason),
            var other => throw new UnreachableException(other.GetType().Name),
        };
}

using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tests an app's endpoint, and gives it another secret.</summary>
internal static class WebhookEndpoints
{
    private static readonly Refusal Replaced = new Refusal.Conflict(
        "The secret that was made with this Idempotency-Key has been replaced since, and is not shown any more. Replace it once more, with another key.");

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps/{app}/webhook").WithTags("Deliveries").RequireRoles(Permissions.ManageWebhook);
        group.MapGet("", GetAsync)
            .WithName("GetWebhook").WithSummary("Get the state of the endpoint and its topics")
            .WithDescription("Whether notifications are sent, and of each topic in how many workspaces it fires and why not in the others.")
            .Answers<WebhookResponse>(StatusCodes.Status200OK, "The endpoint.")
            .Refuses(ProblemTypes.NotFound);
        group.MapPost("/ping", PingAsync)
            .WithName("PingWebhook").WithSummary("Test the endpoint")
            .WithDescription("Sends one signed ping at once, whatever waits, and answers with what came of it.")
            .Answers<AttemptResponse>(StatusCodes.Status200OK, "What came of it: also where the endpoint failed.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.Conflict)
            .WithMetadata(ChangingCall.Instance);
        group.MapPost("/secret", RotateSecretAsync)
            .WithName("RotateWebhookSecret").WithSummary("Replace the signing secret")
            .WithDescription("The new secret is shown in this answer only, and where the call is repeated with the same Idempotency-Key, unless it was replaced since. For 24 hours, unless the operator has set another time, notifications carry signatures of both.")
            .Answers<WebhookSecretResponse>(StatusCodes.Status200OK, "The new secret.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.Conflict);
    }

    private static async Task<IResult> GetAsync(RouteId<AppId> appId, Caller caller, IGrainFactory grains) =>
        await grains.GetDeliveryList().GetWebhookAsync(appId.Value, caller.OwnerFilter()) is { } report
            ? new JsonAnswer<WebhookResponse>(WebhookResponse.From(report), ApiJson.Readable.WebhookResponse)
            : Problems.NotFound;

    private static async Task<IResult> PingAsync(RouteId<AppId> appId, Caller caller, IGrainFactory grains) =>
        await grains.GetDeliveryList().PingAsync(appId.Value, caller.OwnerFilter()) switch
        {
            PingResult.Sent(var attempt) => new JsonAnswer<AttemptResponse>(AttemptResponse.From(attempt), ApiJson.Readable.AttemptResponse),
            PingResult.Refused(var reason) => Problems.Of(reason),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };

    private static async Task<IResult> RotateSecretAsync(RouteId<AppId> appId, Change change, Caller caller, IGrainFactory grains)
    {
        var app = grains.GetApp(appId.Value);
        var result = await app.RotateWebhookSecretAsync(change.Context());
        if (result is not AppResult.Accepted accepted)
        {
            return AppAnswers.Of(result);
        }

        return await app.RevealWebhookSecretMadeAtAsync(caller.OwnerFilter(), accepted.App.UpdatedAt) is { } secret
            ? new JsonAnswer<WebhookSecretResponse>(new(secret.Text, secret.PreviousExpiresAt?.UtcDateTime), ApiJson.Readable.WebhookSecretResponse)
            {
                Version = accepted.App.ManifestVersion,
            }
            : Problems.Of(Replaced);
    }
}

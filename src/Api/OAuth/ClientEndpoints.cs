using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Where an app may send browsers to, and what it shows to be itself.</summary>
internal static class ClientEndpoints
{
    private static readonly Refusal Lost = new Refusal.Conflict(
        "The secret that was made with this Idempotency-Key was in the first answer only: its hash is all that is kept. Revoke it (DELETE …/client-secrets/{secret}) and make another, with another key.");

    public static void MapClients(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/apps/{app}").WithTags("OAuth").RequireRoles(Permissions.ManageClient);
        group.MapPut("/oauth", SetAsync)
            .WithName("SetAppOAuth").WithSummary("Replace the redirect URIs and keys")
            .WithDescription("An app sends a workspace admin to /oauth/authorize, and gets a code at one of these addresses.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.UnusableKeys);
        group.MapPost("/client-secrets", AddSecretAsync)
            .WithName("CreateClientSecret").WithSummary("Make a client secret")
            .WithDescription("It is shown in this answer only. Two are good at the same time, so that one can take the place of the other without a gap: make the new one, use it, revoke the old one.")
            .Answers<NewClientSecretResponse>(StatusCodes.Status200OK, "The secret.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
        group.MapDelete("/client-secrets/{secret}", RevokeSecretAsync)
            .WithName("RevokeClientSecret").WithSummary("Revoke a client secret")
            .WithDescription("Refused from the next request on. Access tokens that were given before stay good. One that is not there changes nothing.")
            .Answers<AppResponse>(StatusCodes.Status200OK, "The app as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound);
    }

    private static async Task<IResult> SetAsync(RouteId<AppId> appId, JsonBody<OAuthBody> body, Change change, IGrainFactory grains) =>
        body.Value.Keys is { } keys && ClientKeysRule.Fault(keys.GetRawText()) is { } fault ? Problems.UnusableKeys(fault) : AppAnswers.Of(await grains.GetApp(appId.Value).SetOAuthAsync(body.Value.ToSettings(), change.Context(body)));

    private static async Task<IResult> AddSecretAsync(RouteId<AppId> appId, Change change, IGrainFactory grains)
    {
        var secret = ClientSecretText.Create();
        var result = await grains.GetApp(appId.Value).AddClientSecretAsync(secret.Kept, change.Context());
        if (result is not AppResult.Accepted(var app, _, _, _))
        {
            return AppAnswers.Of(result);
        }

        // With an idempotency key the answer may be that to an earlier call, whose secret nobody has.
        return app.OAuth.Secrets.Any(kept => kept.Id == secret.Kept.Id)
            ? new JsonAnswer<NewClientSecretResponse>(new(app.Id.Value, secret.Text, secret.Kept.Id), ApiJson.Readable.NewClientSecretResponse) { Version = app.ManifestVersion }
            : Problems.Of(Lost);
    }

    private static async Task<IResult> RevokeSecretAsync(RouteId<AppId> appId, RouteId<ClientSecretId> secretId, Change change, IGrainFactory grains) =>
        AppAnswers.Of(await grains.GetApp(appId.Value).RevokeClientSecretAsync(secretId.Value, change.Context()));
}

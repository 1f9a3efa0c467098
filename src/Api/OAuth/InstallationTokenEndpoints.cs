using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The access tokens that an app has of a workspace.</summary>
internal static class InstallationTokenEndpoints
{
    public static void MapInstallationTokens(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/workspaces/{workspace}/installations/{app}/tokens").WithTags("OAuth").RequireRoles(Permissions.ManageTokens);
        group.MapGet("", ListAsync)
            .WithName("ListTokens").WithSummary("List the access tokens of an installation")
            .WithDescription("Those that are good. The tokens themselves are with the app; only hashes are stored.")
            .Answers<AccessTokensResponse>(StatusCodes.Status200OK, "The tokens.")
            .Refuses(ProblemTypes.NotFound);
        group.MapPut("/{token}", NameAsync)
            .WithName("NameToken").WithSummary("Name an access token")
            .WithDescription("So that people know which is which.")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.NotInstalled);
        group.MapDelete("/{token}", RevokeAsync)
            .WithName("RevokeToken").WithSummary("Revoke an access token")
            .WithDescription("Refused from the next introspection on. One that is not there changes nothing.")
            .Answers<InstallationResponse>(StatusCodes.Status200OK, "The installation as it is now.", hasETag: true)
            .RefusesChange(ProblemTypes.NotFound, ProblemTypes.NotInstalled);
    }

    private static async Task<IResult> ListAsync(InstallationTarget target, IGrainFactory grains) =>
        await grains.GetInstallation(target.Key).GetTokensAsync() is { } tokens
            ? new JsonAnswer<AccessTokensResponse>(new([.. tokens.Select(AccessTokenResponse.From)]), ApiJson.Readable.AccessTokensResponse)
            : Problems.NotFound;

    private static async Task<IResult> NameAsync(InstallationTarget target, RouteId<AccessTokenId> tokenId, JsonBody<TokenNameBody> body, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).NameTokenAsync(tokenId.Value, body.Value.Name, change.Context(body)));

    private static async Task<IResult> RevokeAsync(InstallationTarget target, RouteId<AccessTokenId> tokenId, Change change, IGrainFactory grains) =>
        InstallationAnswers.Of(await grains.GetInstallation(target.Key).RevokeTokenAsync(tokenId.Value, change.Context()));
}

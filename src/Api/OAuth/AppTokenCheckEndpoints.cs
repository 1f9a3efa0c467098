using System.Diagnostics.CodeAnalysis;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers "may whoever sent this token do S?" as gateways ask it that pass a request's headers on: <c>auth_request</c> of nginx,
/// forward-auth of Traefik and Envoy. Errors are those of RFC 6750.
/// </summary>
internal static class AppTokenCheckEndpoints
{
    private const string Scheme = "Bearer ";

    // What the gateway may pass on to the service behind it.
    private const string WorkspaceHeader = "Registry-Workspace";
    private const string AppHeader = "Registry-App";
    private const string RevisionHeader = "Registry-Revision";

    public static void MapAppTokenChecks(this IEndpointRouteBuilder routes)
    {
        Mark(routes.MapGet("/v1/authorize", CheckAsync), AppTokenCall.ByQuery);

        // For Envoy, which asks by the method of the app's request, with its path behind a prefix, and lets through after 200 only.
        Mark(routes.Map("/v1/authorize/{scope}/{**path}", CheckByPathAsync), AppTokenCall.ByPath);
    }

    // Not described, as the endpoints of the protocol: the reference is about calls with a token of the platform.
    private static void Mark(RouteHandlerBuilder route, AppTokenCall call) => route.AllowAnonymous().WithMetadata(CheckCall.Instance, call).ExcludeFromDescription();

    private static Task<IResult> CheckByPathAsync(HttpContext context, RouteId<ScopeId> scopeId, ITokenChecks tokens) => DecideAsync(context, scopeId.Value, tokens);

    private static async Task<IResult> CheckAsync(HttpContext context, ITokenChecks tokens)
    {
        var query = context.Request.Query;
        if (query.Count != 1 || query["scope"] is not [{ } text] || !ScopeId.TryParse(text, null, out var scope))
        {
            return Refuse(context, "error=\"invalid_request\"", Problems.InvalidRequest(
                query.ContainsKey("access_token") ? "access_token" : "scope",
                query.ContainsKey("access_token")
                    ? "A token in an address ends up in logs (RFC 9700 section 4.3.2): send it as Authorization: Bearer, a space and the token."
                    : $"In the query, exactly once and nothing beside it, must be {ScopeId.Rule}."));
        }

        return await DecideAsync(context, scope, tokens);
    }

    private static async Task<IResult> DecideAsync(HttpContext context, ScopeId scope, ITokenChecks tokens)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return Refuse(context, null, Problems.Unauthenticated("Send the access token of the app: Authorization: Bearer, a space and the token."));
        }

        return TryRead(context, out var token)
            ? Answer(context, token.Installation, scope, await tokens.AuthorizeAsync(token.Installation, token.Proof, scope))
            : Answer(context, default, scope, null);
    }

    /// <summary>The token that the request came with; false where there is none that can be one.</summary>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out AccessTokenText? token)
    {
        token = null;
        return context.Request.Headers.Authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && AccessTokenText.TryRead(header[Scheme.Length..], out token);
    }

    /// <summary>The answer to a request that is in order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="installation">What the token is good for.</param>
    /// <param name="scope">What is asked for.</param>
    /// <param name="decided">What its installation says; null where the token is not good.</param>
    public static IResult Answer(HttpContext context, InstallationKey installation, ScopeId scope, ScopeDecision? decided)
    {
        if (decided is not { } decision)
        {
            return Refuse(context, "error=\"invalid_token\"", Problems.Unauthenticated("The access token is none, or not good any more, or its installation is suspended. Send a workspace admin through the authorization to get another."));
        }

        if (!decision.Allowed)
        {
            return Refuse(context, $"error=\"insufficient_scope\", scope=\"{scope}\"", Problems.Forbidden($"The app may not use {scope} in this workspace ({JsonNames.Of(decision.Reason)}). A workspace admin can grant what the app requests."));
        }

        var headers = context.Response.Headers;
        headers[WorkspaceHeader] = installation.Workspace.Value;
        headers[AppHeader] = installation.App.Value;
        headers[RevisionHeader] = decision.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.StatusCode(AppTokenCall.Of(context)!.Permitted);
    }

    private static Problem Refuse(HttpContext context, string? error, Problem problem)
    {
        context.Response.Headers.WWWAuthenticate = error is null ? "Bearer realm=\"registry\"" : $"Bearer realm=\"registry\", {error}";
        return problem;
    }
}

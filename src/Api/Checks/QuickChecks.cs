using Microsoft.AspNetCore.Http.Features;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers single checks as they come thousands of times a second: a known caller, an installation that is active in this
/// process or known to be on a silo, nothing out of the ordinary. All else goes the long way, which every refusal and every
/// fault comes from; both give the same answer.
/// </summary>
internal sealed class QuickChecks(KnownCallers callers, RateLimits limits, IScopeChecks checks, HubLinks help, EndpointDataSource endpoints)
{
    /// <summary>The roles that the endpoint asks for.</summary>
    internal static readonly RolesRequirement Requirement = new(Permissions.Check);

    private readonly QuickEndpoint endpoint = new(endpoints, CheckEndpoints.Single);

    /// <summary>Comes before routing, and before everything that a refusal needs.</summary>
    public static void Use(WebApplication app)
    {
        var quick = app.Services.GetRequiredService<QuickChecks>();
        app.Use(next => context => quick.AnswerAsync(context, next));
    }

    /// <summary>Answers, or leaves it to <paramref name="next"/>; then nothing was written.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!CheckPath.TryRead(request.Path.Value, out var check)
            || !HttpMethods.IsGet(request.Method)
            || request.QueryString.HasValue
            || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false }
            || !callers.TryAdmit(context, Requirement)
            || Caller.Of(context) is not { } caller
            || !caller.Reaches(check.Installation.Workspace)
            || limits.AppliesTo(caller))
        {
            return next(context);
        }

        var decision = checks.TryCheckAsync(check.Installation, check.Scope);
        return decision.IsCompletedSuccessfully
            ? AnswerAsync(context, next, check, decision.Result)
            : AwaitAsync(context, next, check, decision);
    }

    private async Task AwaitAsync(HttpContext context, RequestDelegate next, ScopeCheck check, ValueTask<ScopeDecision?> decision) =>
        await AnswerAsync(context, next, check, await decision);

    private Task AnswerAsync(HttpContext context, RequestDelegate next, ScopeCheck check, ScopeDecision? decision)
    {
        if (decision is not { } known)
        {
            return next(context);
        }

        endpoint.TakeOver(context);
        Write(context.Response, known, known.Allowed ? null : help.LinkTo(check.Installation, check.Scope));
        return Task.CompletedTask;
    }

    private static void Write(HttpResponse response, ScopeDecision decision, string? link)
    {
        var length = CheckJson.Write(decision, response.BodyWriter.GetSpan(CheckJson.MostBytes));
        var headers = response.Headers;
        headers.CacheControl = StorableAnswer.Forbidden;
        headers.ContentType = JsonWriter.MediaType;
        headers.ContentLength = length;
        if (link is not null)
        {
            headers.Link = link;
        }

        // The server sends it with the headers when the call ends.
        response.BodyWriter.Advance(length);
    }
}

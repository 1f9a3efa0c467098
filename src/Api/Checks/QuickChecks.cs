using Microsoft.AspNetCore.Http.Features;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers single checks as they come thousands of times a second: a known caller, an installation that is active in this
/// process or known to be on a silo, nothing out of the ordinary. All else goes the long way, which every refusal and every
/// fault comes from; both give the same answer.
/// </summary>
internal sealed class QuickChecks(KnownCallers callers, RateLimits limits, IScopeChecks checks, HubLinks help)
{
    /// <summary>Comes after routing, whose findings metrics and traces tell, and before everything that a refusal needs.</summary>
    public static void Use(WebApplication app)
    {
        var quick = app.Services.GetRequiredService<QuickChecks>();
        app.Use(next => context => quick.AnswerAsync(context, next));
    }

    /// <summary>Answers, or leaves it to <paramref name="next"/>; then nothing was written.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null
            || context.Request.QueryString.HasValue
            || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false }
            || !TryRead<WorkspaceId>(context, out var workspace)
            || !TryRead<AppId>(context, out var app)
            || !TryRead<ScopeId>(context, out var scope)
            || !callers.TryAdmit(context)
            || Caller.Of(context) is not { } caller
            || !caller.Reaches(workspace)
            || limits.AppliesTo(caller))
        {
            return next(context);
        }

        var installation = new InstallationKey(workspace, app);
        var decision = checks.TryCheckAsync(installation, scope);
        return decision.IsCompletedSuccessfully
            ? AnswerAsync(context, next, installation, scope, decision.Result)
            : AwaitAsync(context, next, installation, scope, decision);
    }

    private async Task AwaitAsync(HttpContext context, RequestDelegate next, InstallationKey installation, ScopeId scope, ValueTask<ScopeDecision?> decision) =>
        await AnswerAsync(context, next, installation, scope, await decision);

    private Task AnswerAsync(HttpContext context, RequestDelegate next, InstallationKey installation, ScopeId scope, ScopeDecision? decision)
    {
        if (decision is not { } known)
        {
            return next(context);
        }

        Write(context.Response, known, known.Allowed ? null : help.LinkTo(installation, scope));
        return Task.CompletedTask;
    }

    // What is escaped in the path, or no id at all, is looked at closely elsewhere.
    private static bool TryRead<T>(HttpContext context, out T id)
        where T : struct, IIdentifier<T>
    {
        id = default;
        return context.Request.RouteValues[T.Word] is string text && !text.Contains('%', StringComparison.Ordinal) && T.TryParse(text, null, out id);
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

    /// <summary>Metadata of the endpoint that answers the same checks the long way.</summary>
    internal sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}

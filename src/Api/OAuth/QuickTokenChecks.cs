using System.Buffers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers what gateways ask with the token of an app as they ask it thousands of times a second: one plain scope, and an
/// installation that is active in this process. All else goes the long way; both give the same answer.
/// </summary>
internal sealed class QuickTokenChecks(ITokenChecks tokens)
{
    private const string Beginning = "?scope=";

    // Characters that stand for themselves in a query, and make up the scopes of most catalogs.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");

    /// <summary>Comes after routing, whose findings metrics and traces tell.</summary>
    public static void Use(WebApplication app)
    {
        var quick = app.Services.GetRequiredService<QuickTokenChecks>();
        if (app.Services.GetRequiredService<ITokenChecks>().AnswersAtOnce)
        {
            app.Use(next => context => quick.AnswerAsync(context, next));
        }
    }

    /// <summary>Answers, or leaves it to <paramref name="next"/>; then nothing was written.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (AppTokenCall.Of(context) is null
            || !TryReadScope(context.Request, out var scope)
            || !AppTokenCheckEndpoints.TryRead(context, out var token)
            || !tokens.TryAuthorize(token.Installation, token.Proof, scope, out var decision))
        {
            return next(context);
        }

        context.Response.Headers.CacheControl = StorableAnswer.Forbidden;
        return AppTokenCheckEndpoints.Answer(context, token.Installation, scope, decision).ExecuteAsync(context);
    }

    private static bool TryReadScope(HttpRequest request, out ScopeId scope)
    {
        scope = default;
        var text = request.RouteValues[ScopeId.Word] as string
            ?? (request.QueryString.Value is { } query && query.StartsWith(Beginning, StringComparison.Ordinal) ? query[Beginning.Length..] : null);
        return text is not null && !text.AsSpan().ContainsAnyExcept(Plain) && ScopeId.TryParse(text, null, out scope);
    }
}

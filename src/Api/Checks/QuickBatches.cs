using System.Buffers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers batches as they come thousands of times a second: a known caller, a body that has arrived and is plainly written,
/// installations that are all active in this process. All else goes the long way, which every refusal and every fault comes from;
/// both give the same answer.
/// </summary>
internal sealed class QuickBatches(KnownCallers callers, RateLimits limits, IScopeChecks checks, EndpointDataSource endpoints)
{
    // Some eight hundred checks; the answer to so many is worked out here in a fifth of a millisecond, without a turn of its own.
    private const int MostBytes = 64 * 1024;

    private readonly QuickEndpoint endpoint = new(endpoints, CheckEndpoints.Many);

    /// <summary>Comes before routing, and before everything that a refusal needs.</summary>
    public static void Use(WebApplication app)
    {
        var quick = app.Services.GetRequiredService<QuickBatches>();
        if (app.Services.GetRequiredService<IScopeChecks>().AnswersAtOnce)
        {
            app.Use(next => context => quick.AnswerAsync(context, next));
        }
    }

    /// <summary>Answers, or leaves it to <paramref name="next"/> as it came.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next) =>
        TryAnswer(context) is { } answer ? answer.ExecuteAsync(context) : next(context);

    private ChecksAnswer? TryAnswer(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value != CheckEndpoints.ManyPath
            || !HttpMethods.IsPost(request.Method)
            || request.QueryString.HasValue
            || request.ContentType is not (JsonWriter.MediaType or $"{JsonWriter.MediaType}; charset=utf-8")
            || request.ContentLength is not (> 0 and <= MostBytes)
            || !callers.TryAdmit(context, QuickChecks.Requirement)
            || Caller.Of(context) is not { } caller
            || limits.AppliesTo(caller)
            || !request.BodyReader.TryRead(out var read))
        {
            return null;
        }

        // A body that is on its way yet is waited for elsewhere.
        var body = read.Buffer;
        var answer = body.Length == request.ContentLength ? TryAnswer(body, caller) : null;
        request.BodyReader.AdvanceTo(answer is null ? body.Start : body.End);
        if (answer is not null)
        {
            endpoint.TakeOver(context);
            context.Response.Headers.CacheControl = StorableAnswer.Forbidden;
        }

        return answer;
    }

    private ChecksAnswer? TryAnswer(ReadOnlySequence<byte> body, Caller caller)
    {
        if (body.IsSingleSegment)
        {
            return TryAnswer(body.FirstSpan, caller);
        }

        var bytes = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(bytes);
        var answer = TryAnswer(bytes.AsSpan(0, (int)body.Length), caller);
        ArrayPool<byte>.Shared.Return(bytes);
        return answer;
    }

    private ChecksAnswer? TryAnswer(ReadOnlySpan<byte> body, Caller caller)
    {
        using var request = ChecksReader.TryRead(body);
        if (request is null || !ReachesAll(caller, request.Checks.Span))
        {
            return null;
        }

        var decisions = ArrayPool<ScopeDecision>.Shared.Rent(request.Count);
        var answered = decisions.AsSpan(0, request.Count);
        var answer = checks.TryCheckMany(request.Checks.Span, request.MinRevisions, answered) ? new ChecksAnswer(answered) : null;
        ArrayPool<ScopeDecision>.Shared.Return(decisions);
        return answer;
    }

    private static bool ReachesAll(Caller caller, ReadOnlySpan<ScopeCheck> checks)
    {
        foreach (ref readonly var check in checks)
        {
            if (!caller.Reaches(check.Installation.Workspace))
            {
                return false;
            }
        }

        return true;
    }
}

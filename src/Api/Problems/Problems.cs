using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Makes every problem that this API answers with. The detail says what to do about it.</summary>
internal static class Problems
{
    private const int RetrySeconds = 1;

    /// <summary>What a tenant gets for what does not exist and for what belongs to another: always the same words.</summary>
    public static Problem NotFound { get; } = new(ProblemTypes.NotFound, "It does not exist, or it is not yours.");

    public static Problem InvalidRequest(Faults faults) =>
        new Problem(ProblemTypes.InvalidRequest, "See errors for what is wrong and what would be right.").With("errors", faults.ToErrors());

    public static Problem InvalidRequest(string member, string message)
    {
        var faults = new Faults();
        faults.Add(member, message);
        return InvalidRequest(faults);
    }

    public static Problem InvalidCursor() =>
        new(ProblemTypes.InvalidCursor, "Pass nextCursor of the page before exactly as it was given, with the same filters; leave cursor out to start again.");

    public static Problem Unauthenticated(string detail) => new(ProblemTypes.Unauthenticated, detail);

    public static Problem Forbidden(string detail) => new(ProblemTypes.Forbidden, detail);

    public static Problem PayloadTooLarge() =>
        new(ProblemTypes.PayloadTooLarge, $"A body may have up to {Limits.BodyBytes / 1024} KiB.");

    public static Problem UnsupportedMediaType() =>
        new(ProblemTypes.UnsupportedMediaType, "Send the body as UTF-8 with Content-Type: application/json.");

    public static Problem InternalError() =>
        new(ProblemTypes.InternalError, "This is a fault of the registry, not of the request. The operator finds it in the log by traceId.");

    public static Problem Unavailable(bool mayHaveChanged) =>
        new Problem(ProblemTypes.Unavailable, mayHaveChanged
            ? "Storage or cluster did not answer. The change may have been made or not; repeating the request is safe."
            : "Storage or cluster is out of reach. Nothing was changed; try again.")
        { RetryAfter = RetrySeconds, MayHaveChanged = mayHaveChanged }
            .With("outcome", mayHaveChanged ? "unknown" : "unchanged");

    /// <summary>The process has as much to do as it takes on.</summary>
    public static Problem Overloaded() =>
        new Problem(ProblemTypes.Unavailable, "More requests are under way than the registry takes on. Nothing was changed; try again.") { RetryAfter = RetrySeconds }
            .With("outcome", "unchanged");

    /// <param name="limit">Whose limit it is: <c>caller</c> or <c>workspace</c>.</param>
    /// <param name="rate">How many requests a second it permits.</param>
    /// <param name="seconds">When it permits the next one.</param>
    public static Problem RateLimited(string limit, int rate, int seconds) =>
        new Problem(ProblemTypes.RateLimited, string.Create(
                CultureInfo.InvariantCulture,
                $"{(limit == RateLimits.OfCaller ? "You may send" : "For this workspace there may be")} {rate} requests a second, more for a moment only. Nothing was changed; wait as long as Retry-After says."))
        { RetryAfter = seconds }
            .With("limit", limit);

    public static Problem NotReady(string why) =>
        new Problem(ProblemTypes.Unavailable, why) { RetryAfter = RetrySeconds }.With("outcome", "unchanged");

    public static Problem LostRace() =>
        new(ProblemTypes.Conflict, "Another change came first. Read the object again and repeat the request if it still applies.");

    public static Problem StaleRevision(long revision, long minRevision, int? index = null)
    {
        var problem = new Problem(ProblemTypes.StaleRevision, string.Create(
                CultureInfo.InvariantCulture,
                $"The registry is at revision {revision} of this installation, and revision {minRevision} was demanded. Try again, or demand less."))
            .With("revision", revision)
            .With("minRevision", minRevision);
        return index is { } position ? problem.With("index", position) : problem;
    }

    /// <summary>The problem for an answer of the framework that has a status and no body.</summary>
    public static Problem? OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(ProblemTypes.InvalidRequest, "The server could not read this as an HTTP request for the registry."),
        StatusCodes.Status401Unauthorized => Unauthenticated("Send a token: Authorization: Bearer, a space and the token."),
        StatusCodes.Status403Forbidden => Forbidden("The roles of this token do not permit this call; the reference at /docs names those that do."),
        StatusCodes.Status404NotFound => new(ProblemTypes.NotFound, "There is nothing at this address; the reference is at /docs."),
        StatusCodes.Status405MethodNotAllowed => new(ProblemTypes.MethodNotAllowed, "The header Allow names the methods that this address takes."),
        StatusCodes.Status408RequestTimeout => new(ProblemTypes.RequestTimeout, "The body came too slowly, so it was given up; nothing was changed. Send it without a pause."),
        StatusCodes.Status412PreconditionFailed => new(ProblemTypes.PreconditionFailed, "It is not as the conditions of the request demand, If-Match or If-Unmodified-Since. Leave them out to read it as it is."),
        StatusCodes.Status413PayloadTooLarge => PayloadTooLarge(),
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType(),
        StatusCodes.Status429TooManyRequests => new(ProblemTypes.RateLimited, "Wait as long as Retry-After says, then try again.") { RetryAfter = RetrySeconds },
        StatusCodes.Status503ServiceUnavailable => Unavailable(mayHaveChanged: false),
        >= 500 => InternalError(),
        _ => null,
    };

    /// <param name="fault">What is wrong with them, as a sentence: "Must …" or "Holds …".</param>
    public static Problem UnusableKeys(string fault) => new(ProblemTypes.UnusableKeys, $"keys: {fault}");

    /// <summary>The problem for a change that a grain refused.</summary>
    public static Problem Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => NotFound,
        Refusal.NotInstalled => new(ProblemTypes.NotInstalled, "The app was uninstalled from this workspace. Install it again first: PUT the installation."),
        Refusal.AppNotInstallable(var status) => new Problem(
            ProblemTypes.AppNotInstallable,
            "A public app can be installed once a version of it is approved; a private one in the workspaces that its developer named.")
            .With("appStatus", JsonNames.Of(status)),
        Refusal.AppSuspended => new(ProblemTypes.AppSuspended, "An operator has suspended this app. It can be installed again when the suspension is lifted."),
        Refusal.UnknownScopes(var scopes) => new Problem(ProblemTypes.UnknownScope, $"The catalog (GET /v1/catalog) has no {Words.List(scopes)}.").With("scopes", scopes),
        Refusal.UnknownTopics(var topics) => new Problem(ProblemTypes.UnknownTopic, $"The catalog (GET /v1/catalog) has no {Words.List(topics)}.").With("topics", topics),
        Refusal.UnknownCapabilities(var capabilities) => new Problem(ProblemTypes.UnknownCapability, $"The catalog (GET /v1/catalog) has no {Words.List(capabilities)}.").With("capabilities", capabilities),
        Refusal.RequiredScopesMissing(var missing) => new Problem(
            ProblemTypes.RequiredScopeMissing, $"The capabilities of the app require {Words.List(missing)}; they can't be left out.").With("missing", missing),
        Refusal.ScopesNotRequested(var scopes) => new Problem(
            ProblemTypes.ScopeNotRequested, $"The live version of the app does not request {Words.List(scopes)}; only what it requests can be granted.").With("scopes", scopes),
        Refusal.TopicsNeedScope(var topics) => TopicsNeedScope([.. topics.Select(TopicNeedResponse.From)]),
        Refusal.TopicsNotSubscribed(var topics) => new Problem(
            ProblemTypes.TopicNotSubscribed, $"The live version of the app does not subscribe to {Words.List(topics)}.").With("topics", topics),
        Refusal.ReasonRequired(var scopes) => new Problem(
            ProblemTypes.ReasonRequired, $"Say why the app needs {Words.List(scopes)} (reason, PUT …/scopes), then submit again.").With("scopes", scopes),
        Refusal.Conflict(var explanation) => new(ProblemTypes.Conflict, explanation),
        Refusal.PreconditionFailed(var revision) => new Problem(
            ProblemTypes.PreconditionFailed, "It is at another revision than If-Match demands. Read it again and repeat the request if it still applies.").With("revision", revision),
        Refusal.IdempotencyKeyReused => new(ProblemTypes.IdempotencyKeyReused, "This Idempotency-Key came with another request within the last 24 hours. Use a new key for a new request."),
        _ => throw new System.Diagnostics.UnreachableException(refusal.GetType().Name),
    };

    private static Problem TopicsNeedScope(System.Collections.Immutable.ImmutableArray<TopicNeedResponse> topics) =>
        new Problem(ProblemTypes.TopicNeedsScope, $"{topics[0].Topic} needs one of {Words.List(topics[0].NeedsAnyOf)}.")
            .With("topic", topics[0].Topic.Value)
            .With("needsAnyOf", topics[0].NeedsAnyOf)
            .With("topics", topics);
}

using System.Collections.Frozen;

namespace Registry.Api;

/// <summary>Every kind of problem that this API answers with.</summary>
internal static class ProblemTypes
{
    public static readonly ProblemType InvalidRequest = new("invalid_request", 400, "The request is not valid.");
    public static readonly ProblemType InvalidCursor = new("invalid_cursor", 400, "The cursor is not valid.");
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "A valid token is needed.");
    public static readonly ProblemType Forbidden = new("forbidden", 403, "The token does not permit this.");
    public static readonly ProblemType NotFound = new("not_found", 404, "There is no such thing.");
    public static readonly ProblemType MethodNotAllowed = new("method_not_allowed", 405, "This address does not take this method.");
    public static readonly ProblemType RequestTimeout = new("request_timeout", 408, "The request did not arrive in time.");
    public static readonly ProblemType AppNotInstallable = new("app_not_installable", 409, "The app can't be installed.");
    public static readonly ProblemType AppSuspended = new("app_suspended", 409, "The app is suspended everywhere.");
    public static readonly ProblemType NotInstalled = new("not_installed", 409, "The app is not installed here any more.");
    public static readonly ProblemType StaleRevision = new("stale_revision", 409, "The answer would be older than demanded.");
    public static readonly ProblemType Conflict = new("conflict", 409, "The change does not fit the present state.");
    public static readonly ProblemType PreconditionFailed = new("precondition_failed", 412, "The object has changed.");
    public static readonly ProblemType PayloadTooLarge = new("payload_too_large", 413, "The body is too large.");
    public static readonly ProblemType UnsupportedMediaType = new("unsupported_media_type", 415, "The body must be JSON.");
    public static readonly ProblemType UnknownScope = new("unknown_scope", 422, "The catalog has no such scope.");
    public static readonly ProblemType UnknownTopic = new("unknown_topic", 422, "The catalog has no such topic.");
    public static readonly ProblemType UnknownCapability = new("unknown_capability", 422, "The catalog has no such capability.");
    public static readonly ProblemType RequiredScopeMissing = new("required_scope_missing", 422, "A required scope is missing.");
    public static readonly ProblemType ScopeNotRequested = new("scope_not_requested", 422, "The app does not request this scope.");
    public static readonly ProblemType TopicNeedsScope = new("topic_needs_scope", 422, "A topic needs a scope that is not there.");
    public static readonly ProblemType TopicNotSubscribed = new("topic_not_subscribed", 422, "The app does not subscribe to this topic.");
    public static readonly ProblemType ReasonRequired = new("reason_required", 422, "A scope has no reason.");
    public static readonly ProblemType UnusableKeys = new("unusable_keys", 422, "The keys of the app can't be used.");
    public static readonly ProblemType IdempotencyKeyReused = new("idempotency_key_reused", 422, "The idempotency key was used for another request.");
    public static readonly ProblemType RateLimited = new("rate_limited", 429, "Too many requests.");
    public static readonly ProblemType InternalError = new("internal_error", 500, "Something went wrong here.");
    public static readonly ProblemType Unavailable = new("unavailable", 503, "The registry can't do this at the moment.");

    public static readonly FrozenDictionary<string, ProblemType> BySlug = new[]
    {
        InvalidRequest, InvalidCursor, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, RequestTimeout, AppNotInstallable,
        AppSuspended, NotInstalled, StaleRevision, Conflict, PreconditionFailed, PayloadTooLarge, UnsupportedMediaType, UnknownScope,
        UnknownTopic, UnknownCapability, RequiredScopeMissing, ScopeNotRequested, TopicNeedsScope, TopicNotSubscribed,
        ReasonRequired, UnusableKeys, IdempotencyKeyReused, RateLimited, InternalError, Unavailable,
    }.ToFrozenDictionary(type => type.Slug);
}

using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Says to a person why a change was not made, and what to do about it.</summary>
internal static class RefusalTexts
{
    public static string Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => CommonTexts.RefusedNotFound,
        Refusal.NotInstalled => CommonTexts.RefusedNotInstalled,
        Refusal.AppNotInstallable => CommonTexts.RefusedNotInstallable,
        Refusal.AppSuspended => CommonTexts.RefusedAppSuspended,
        Refusal.UnknownScopes(var scopes) => Phrase.Of(CommonTexts.RefusedUnknown, Phrase.List(scopes)),
        Refusal.UnknownTopics(var topics) => Phrase.Of(CommonTexts.RefusedUnknown, Phrase.List(topics)),
        Refusal.UnknownCapabilities(var capabilities) => Phrase.Of(CommonTexts.RefusedUnknown, Phrase.List(capabilities)),
        Refusal.RequiredScopesMissing(var missing) => Phrase.Of(CommonTexts.RefusedRequiredScopes, Phrase.List(missing)),
        Refusal.ScopesNotRequested(var scopes) => Phrase.Of(CommonTexts.RefusedNotRequested, Phrase.List(scopes)),
        Refusal.TopicsNeedScope(var topics) => string.Join(" ", topics.Select(topic => Phrase.Of(CommonTexts.RefusedTopicNeedsScope, topic.Topic, Phrase.AnyOf(topic.NeedsAnyOf)))),
        Refusal.TopicsNotSubscribed(var topics) => Phrase.Of(CommonTexts.RefusedNotSubscribed, Phrase.List(topics)),
        Refusal.ReasonRequired(var scopes) => Phrase.Of(CommonTexts.RefusedReasonRequired, Phrase.List(scopes)),
        Refusal.Conflict(var explanation) => explanation,
        Refusal.PreconditionFailed or Refusal.IdempotencyKeyReused => CommonTexts.StaleText,
        _ => throw new UnreachableException(refusal.GetType().Name),
    };
}

namespace Registry.Cluster.Tests;

/// <summary>What the checker demands of a history.</summary>
internal enum Rule
{
    /// <summary>What was acknowledged is in the history, at the revision and with the state that were told.</summary>
    NothingAcknowledgedIsLost,

    /// <summary>What was refused, or reported as unchanged, has not happened.</summary>
    NothingRefusedHappens,

    /// <summary>An attempt, or all attempts of one idempotency key, take effect at most once and get one answer.</summary>
    NothingHappensTwice,

    /// <summary>Every entry of the history was asked for, by an attempt on this object that has this effect.</summary>
    EveryChangeIsExplained,

    /// <summary>The history has every revision from 1 on once, each beginning where the one before ended.</summary>
    HistoryIsWhole,

    /// <summary>An answer that began after another had ended shows no older revision.</summary>
    RevisionsOnlyGrow,

    /// <summary>No answer shows a change that nobody had asked for yet.</summary>
    NothingIsShownTooEarly,

    /// <summary>Every answer fits the state at the revision that it names.</summary>
    AnswersFitTheirRevision,

    /// <summary>A change with <c>If-Match</c> follows exactly that revision.</summary>
    ConditionsHold,

    /// <summary>A refusal has a reason in what was there while the request was under way.</summary>
    RefusalsHaveReason,

    /// <summary>After a change of an app is acknowledged, no answer for any installation relies on what was before.</summary>
    AppChangesReachEverybody,

    /// <summary>In the end the lists show what the installations themselves show, each once.</summary>
    ListsAgree,

    /// <summary>Nobody gets an answer that says that the registry has a fault.</summary>
    NoInternalError,
}

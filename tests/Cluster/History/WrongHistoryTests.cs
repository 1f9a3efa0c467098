using System.Text.Json.Nodes;
using static Registry.Cluster.Tests.InstallationCommand;

namespace Registry.Cluster.Tests;

/// <summary>The checker finds what is wrong with a history, and nothing else in it.</summary>
public sealed class WrongHistoryTests
{
    private static readonly InstallationState A = InstallationState.Installed("a");
    private static readonly InstallationState Ab = InstallationState.Installed("a", "b");

    [Fact]
    public void Change_AcknowledgedAndNotInTheHistory_IsLost() =>
        Finds(Rule.NothingAcknowledgedIsLost, Installed().Tries(3, 4, new Grant("b"), Story.Accepted(2, Ab)), Rule.AnswersFitTheirRevision);

    [Fact]
    public void Change_AcknowledgedAndOverwrittenByAnother_IsLost() =>
        Finds(Rule.NothingAcknowledgedIsLost, Installed()
            .Tries(3, 5, new Grant("b"), Story.Accepted(2, Ab))
            .Makes(4, 6, new Suspend("why")));

    [Fact]
    public void Change_AcknowledgedAsIfItWereSoAlready_IsLost() =>
        Finds(Rule.NothingAcknowledgedIsLost, Installed().Tries(3, 4, new Grant("b"), Story.Accepted(1, A)));

    [Fact]
    public void Change_AcknowledgedAtAnotherRevisionThanItHas_IsLost() =>
        Finds(Rule.NothingAcknowledgedIsLost, Installed()
            .Tries(3, 8, new Grant("b"), Story.Accepted(4, Ab)).Enters()
            .Makes(4, 9, new Revoke("b"))
            .Makes(5, 10, new Grant("b")));

    [Fact]
    public void Check_BegunAfterAnAcknowledgedRevoke_MustNotBeAllowed() =>
        Finds(Rule.RevisionsOnlyGrow, Installed().Makes(3, 4, new Revoke("a")).Checks(5, 6, "granted", 1));

    [Fact]
    public void Check_BegunAfterAnotherShowedTheRevoke_MustNotBeAllowed() =>
        Finds(Rule.RevisionsOnlyGrow, Installed()
            .Loses(3, 20, new Revoke("a")).Enters()
            .Checks(5, 6, "scope_not_granted", 2)
            .Checks(7, 8, "granted", 1));

    [Fact]
    public void Revision_ShownLowerAfterItWasShownHigher_WentBack() =>
        Finds(Rule.RevisionsOnlyGrow, Installed().Makes(3, 4, new Grant("b")).Shows(5, 6, A, 1));

    [Fact]
    public void Check_AllowedAtARevisionThatDoesNotAllow_FitsNoState() =>
        Finds(Rule.AnswersFitTheirRevision, Installed().Makes(3, 4, new Revoke("a")).Checks(5, 6, "granted", 2));

    [Fact]
    public void Check_DeniedAtARevisionThatAllows_FitsNoState() =>
        Finds(Rule.AnswersFitTheirRevision, Installed().Checks(3, 4, "scope_not_granted", 1));

    [Fact]
    public void Check_AllowedForAnotherReason_FitsNoState()
    {
        var story = Installed();
        story.Installation.Sightings.Add(new(new(3, 4), 1, new CheckClaim("a", Allowed: true, "scope_not_granted")));
        Finds(Rule.AnswersFitTheirRevision, story);
    }

    [Fact]
    public void Check_AtARevisionThatNeverWas_FitsNoState() =>
        Finds(Rule.AnswersFitTheirRevision, Installed().Checks(3, 4, "granted", 7));

    [Fact]
    public void Answer_WithAnotherStateThanItsRevisionHas_FitsNoState() =>
        Finds(Rule.AnswersFitTheirRevision, Installed().Shows(3, 4, Ab, 1));

    [Fact]
    public void Answer_ShowingAChangeNotYetAskedFor_IsTooEarly() =>
        Finds(Rule.NothingIsShownTooEarly, Installed().Checks(3, 4, "scope_not_granted", 2).Loses(5, 6, new Revoke("a")).Enters());

    [Fact]
    public void Change_MadeBeforeOneThatItRestsOnWasAskedFor_IsTooEarly() =>
        Finds(Rule.NothingIsShownTooEarly, Installed()
            .Loses(7, 8, new Grant("b")).Enters()
            .Makes(3, 4, new Revoke("a")));

    [Fact]
    public void History_WithARevisionTwice_IsNotWhole() =>
        Finds(Rule.HistoryIsWhole, Rewritten(Busy(), (entry, at) => at == 2 ? entry with { Revision = 2 } : entry), Rule.NothingAcknowledgedIsLost, Rule.AnswersFitTheirRevision);

    [Fact]
    public void History_WithAnEntryMissing_IsNotWhole() =>
        Finds(Rule.HistoryIsWhole, Rewritten(Busy(), (entry, at) => at == 1 ? null : entry), Rule.NothingAcknowledgedIsLost, Rule.AnswersFitTheirRevision);

    [Fact]
    public void History_ThatEndsBeforeTheInstallation_IsNotWhole()
    {
        var story = Busy();
        story.Installation.FinalRevision = 4;
        Finds(Rule.HistoryIsWhole, story);
    }

    [Fact]
    public void History_WhoseEntriesDoNotJoin_IsNotWhole() =>
        Finds(Rule.HistoryIsWhole, Rewritten(Busy(), (entry, at) => at == 2 ? entry with { Before = A } : entry), Rule.EveryChangeIsExplained);

    [Fact]
    public void Gap_ThatNobodyAskedFor_IsNotExplained() =>
        Finds(Rule.EveryChangeIsExplained, Rewritten(Busy(), (entry, at) => at == 1 ? entry with { RequestId = "nobody" } : entry));

    [Fact]
    public void Gap_WithAnUnknownChangeOfAnotherEffect_IsNotExplained()
    {
        var story = Installed().Loses(3, 4, new Suspend("why"));
        story.Installation.Ledger.Add(new(2, story.Installation.Attempts[^1].RequestId, A, Ab));
        Finds(Rule.EveryChangeIsExplained, story);
    }

    [Fact]
    public void Entry_WhichChangesNothing_IsNotExplained()
    {
        var story = Installed().Loses(3, 4, new Grant("a"));
        story.Installation.Ledger.Add(new(2, story.Installation.Attempts[^1].RequestId, A, A));
        Finds(Rule.EveryChangeIsExplained, story);
    }

    [Fact]
    public void UnknownChange_InTheHistoryTwice_HappenedTwice() =>
        Finds(Rule.NothingHappensTwice, Installed().Loses(3, 4, new Grant("b")).Enters().Makes(5, 6, new Revoke("b")).Enters(attempt: 1));

    [Fact]
    public void Key_OfTwoChangesInTheHistory_HappenedTwice() =>
        Finds(Rule.NothingHappensTwice, Installed()
            .Loses(3, 4, new Grant("b"), key: "k").Enters()
            .Makes(5, 6, new Revoke("b"))
            .Makes(7, 8, new Grant("b"), key: "k"), Rule.NothingAcknowledgedIsLost);

    [Fact]
    public void Key_WithTwoAnswers_IsNotRemembered() =>
        Finds(Rule.NothingHappensTwice, Installed()
            .Tries(3, 4, new Grant("a"), Story.Accepted(1, A), key: "k")
            .Makes(5, 6, new Grant("b"))
            .Tries(7, 8, new Grant("a"), Story.Accepted(2, Ab), key: "k"));

    [Theory]
    [InlineData("conflict")]
    [InlineData("precondition_failed")]
    public void Change_RefusedAndInTheHistory_Happened(string reason) =>
        Finds(Rule.NothingRefusedHappens, Installed().Tries(3, 4, new Grant("b"), Story.Refused(reason), ifMatch: 1).Makes(3, 4, new Suspend("why")).Enters(attempt: 1), Rule.ConditionsHold);

    [Fact]
    public void Change_ReportedAsUnchangedAndInTheHistory_Happened() =>
        Finds(Rule.NothingRefusedHappens, Installed().Tries(3, 4, new Grant("b"), new ChangeOutcome<InstallationState>.Unchanged("503")).Enters());

    [Fact]
    public void Change_UnderAConditionThatNoLongerHeld_MustNotBeMade() =>
        Finds(Rule.ConditionsHold, Installed().Makes(3, 4, new Grant("b")).Makes(5, 6, new Revoke("a"), ifMatch: 1));

    [Fact]
    public void Condition_RefusedWhereItHeld_HasNoReason() =>
        Finds(Rule.RefusalsHaveReason, Installed().Tries(3, 4, new Grant("b"), Story.Refused("precondition_failed"), ifMatch: 1));

    [Theory]
    [InlineData("not_installed")]
    [InlineData("not_found")]
    [InlineData("scope_not_requested")]
    public void Change_RefusedWhereItCouldBeMade_HasNoReason(string reason) =>
        Finds(Rule.RefusalsHaveReason, Installed().Tries(3, 4, new Grant("b"), Story.Refused(reason)));

    [Fact]
    public void Answer_OfAnInternalError_IsAFault() =>
        Finds(Rule.NoInternalError, Installed().Tries(3, 4, new Grant("b"), new ChangeOutcome<InstallationState>.Unexpected("500")));

    [Fact]
    public void Check_AllowedAfterTheAppWasSuspendedEverywhere_ReliesOnAnOldManifest() =>
        Finds(Rule.AppChangesReachEverybody, Installed().Changes(3, 4, new AppCommand.Suspend("bad")).Checks(5, 6, "granted", 1));

    [Fact]
    public void Check_DeniedAfterTheAppWasLifted_ReliesOnAnOldManifest() =>
        Finds(Rule.AppChangesReachEverybody, Installed()
            .Changes(3, 4, new AppCommand.Suspend("bad"))
            .Changes(5, 6, new AppCommand.Resume())
            .Checks(7, 8, "app_suspended", 1));

    [Fact]
    public void Check_DeniedBeforeAnybodySuspendedTheApp_IsTooEarly() =>
        Finds(Rule.AppChangesReachEverybody, Installed().Checks(3, 4, "app_suspended", 1).Changes(5, 6, new AppCommand.Suspend("bad")));

    [Fact]
    public void Installation_ShownWithEffectiveScopesOfASuspendedApp_ReliesOnAnOldManifest() =>
        Finds(Rule.AppChangesReachEverybody, Installed().Changes(3, 4, new AppCommand.Suspend("bad")).Shows(5, 6, A, 1));

    [Fact]
    public void Install_AcceptedAfterTheAppWasSuspended_ReliesOnAnOldManifest() =>
        Finds(Rule.AppChangesReachEverybody, Installed().Changes(3, 4, new AppCommand.Suspend("bad")).Makes(5, 6, new Install("b")));

    [Fact]
    public void Install_RefusedWhileTheAppWasNotSuspended_ReliesOnAnOldManifest() =>
        Finds(Rule.AppChangesReachEverybody, Installed().Tries(3, 4, new Install("b"), Story.Refused("app_suspended")));

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"workspace":"w","app":"x","revision":1},{"workspace":"w","app":"x","revision":1}]""")]
    [InlineData("""[{"workspace":"w","app":"x","revision":2}]""")]
    [InlineData("""[{"workspace":"w","app":"x","revision":1},{"workspace":"w","app":"y","revision":1}]""")]
    public void List_OtherThanTheInstallations_Disagrees(string rows)
    {
        var history = new RegistryHistory { Lists = { new("list", Parse(rows), Parse("""[{"workspace":"w","app":"x","revision":1}]""")) } };
        Assert.Equal([Rule.ListsAgree], history.Check().Select(violation => violation.Rule).Distinct());
    }

    // With the one rule there may be others that the same fault breaks too.
    private static void Finds(Rule rule, Story story, params Rule[] also) => Assert.Equal(also.Append(rule).Order(), story.Broken);

    private static Story Installed() => new Story().Makes(1, 2, new Install("a"));

    private static Story Busy() => Installed().Makes(3, 4, new Grant("b")).Makes(5, 6, new Suspend("why"));

    private static Story Rewritten(Story story, Func<LedgerEntry<InstallationState>, int, LedgerEntry<InstallationState>?> rewrite)
    {
        var ledger = story.Installation.Ledger.Select(rewrite).OfType<LedgerEntry<InstallationState>>().ToList();
        story.Installation.Ledger.Clear();
        story.Installation.Ledger.AddRange(ledger);
        return story;
    }

    private static List<JsonNode> Parse(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(item => item!)];
}

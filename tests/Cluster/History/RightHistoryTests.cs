using System.Text.Json.Nodes;
using static Registry.Cluster.Tests.InstallationCommand;

namespace Registry.Cluster.Tests;

/// <summary>The checker finds nothing wrong with histories that look odd and are right.</summary>
public sealed class RightHistoryTests
{
    private static readonly InstallationState A = InstallationState.Installed("a");
    private static readonly InstallationState Ab = InstallationState.Installed("a", "b");

    [Fact]
    public void Check_BesideARevoke_MayShowEither() =>
        Passes(Installed().Makes(3, 10, new Revoke("a")).Checks(4, 5, "granted", 1).Checks(6, 7, "scope_not_granted", 2).Checks(9, 12, "scope_not_granted", 2));

    [Fact]
    public void Check_BegunBeforeTheRevokeWasAcknowledged_MayComeInAfterIt() =>
        Passes(Installed().Checks(3, 20, "granted", 1).Makes(4, 5, new Revoke("a")).Checks(6, 7, "scope_not_granted", 2));

    [Fact]
    public void UnknownChange_ThatNeverHappens_IsNoFault() =>
        Passes(Installed().Loses(3, 4, new Revoke("a")).Checks(5, 6, "granted", 1));

    [Fact]
    public void UnknownChange_ThatHappensLate_IsNoFault() =>
        Passes(Installed()
            .Loses(3, 4, new Revoke("a"))
            .Checks(5, 6, "granted", 1)
            .Makes(7, 8, new Grant("b"))
            .Checks(9, 10, "granted", 2)
            .Enters(attempt: 1)
            .Checks(11, 12, "scope_not_granted", 3));

    [Fact]
    public void Changes_AtTheSameTime_MayBeMadeInEitherOrder() =>
        Passes(new Story().Tries(1, 9, new Install("a"), Story.Accepted(1, A)).Enters()
            .Loses(2, 3, new Suspend("late")).Makes(4, 8, new Grant("b")).Makes(3, 7, new Revoke("a"))
            .Enters(attempt: 1));

    [Fact]
    public void Repetition_WithAKey_MayBeAnsweredWithAnOldRevision() =>
        Passes(Installed()
            .Loses(3, 4, new Grant("b"), key: "k").Enters()
            .Makes(5, 6, new Revoke("b"))
            .Tries(7, 8, new Grant("b"), Story.Accepted(2, Ab), key: "k"));

    [Fact]
    public void Repetition_WithAKey_MayBeTheOneThatMakesIt() =>
        Passes(Installed()
            .Loses(3, 4, new Grant("b"), key: "k")
            .Makes(5, 6, new Grant("b"), key: "k")
            .Tries(7, 8, new Grant("b"), Story.Accepted(2, Ab), key: "k"));

    [Fact]
    public void Refusal_RememberedWithAKey_IsGivenAgainWhenItsReasonIsGone() =>
        Passes(Installed()
            .Makes(3, 4, new Uninstall())
            .Loses(5, 6, new Grant("a"), key: "k")
            .Makes(7, 8, new Install("a"))
            .Tries(9, 10, new Grant("a"), Story.Refused("not_installed"), key: "k"));

    [Fact]
    public void Change_ThatWasSoAlready_NeedsNoEntry() =>
        Passes(Installed().Tries(3, 4, new Grant("a"), Story.Accepted(1, A), ifMatch: 1));

    [Fact]
    public void Condition_BesideAnotherChange_MayFail() =>
        Passes(Installed().Makes(3, 10, new Grant("b")).Tries(4, 5, new Revoke("b"), Story.Refused("precondition_failed"), ifMatch: 1));

    [Fact]
    public void Refusals_WithReason_AreNoFault() =>
        Passes(new Story()
            .Tries(1, 2, new Grant("a"), Story.Refused("not_found"))
            .Makes(3, 4, new Install("a"))
            .Makes(5, 6, new Uninstall())
            .Tries(7, 8, new Grant("a"), Story.Refused("not_installed"))
            .Tries(9, 10, new Uninstall(), Story.Accepted(2, InstallationState.Uninstalled))
            .Checks(11, 12, "not_installed", 2)
            .Tries(13, 14, new Suspend("x"), Story.Refused("conflict")));

    [Fact]
    public void Silos_WhileTheAppIsBeingSuspended_MayDiffer() =>
        Passes(Installed()
            .Changes(3, 10, new AppCommand.Suspend("bad"))
            .Checks(4, 5, "app_suspended", 1)
            .Checks(6, 7, "granted", 1)
            .Checks(8, 11, "granted", 1)
            .Checks(11, 12, "app_suspended", 1)
            .Shows(13, 14, A, 1, effective: "")
            .Tries(15, 16, new Install("b"), Story.Refused("app_suspended")));

    [Fact]
    public void AppChange_OfWhichNobodyKnows_MayBeSeenOrNot() =>
        Passes(Installed()
            .Changes(3, null, new AppCommand.Suspend("bad"))
            .Checks(10, 11, "app_suspended", 1)
            .Checks(12, 13, "granted", 1)
            .Changes(14, 15, new AppCommand.Resume())
            .Checks(16, 17, "granted", 1));

    [Fact]
    public void SuspendedInstallation_OfASuspendedApp_SaysNothingOfTheApp() =>
        Passes(Installed().Makes(3, 4, new Suspend("why")).Shows(5, 6, new("suspended", "why", "a"), 2).Checks(7, 8, "installation_suspended", 2));

    [Fact]
    public void List_InAnotherOrder_Agrees()
    {
        JsonNode[] rows = [JsonNode.Parse("""{"workspace":"w","app":"x"}""")!, JsonNode.Parse("""{"workspace":"w","app":"y"}""")!];
        Assert.Empty(new FinalList("list", rows, [rows[1].DeepClone(), rows[0].DeepClone()]).Check());
    }

    private static void Passes(Story story) => Assert.Empty(story.Broken);

    private static Story Installed() => new Story().Makes(1, 2, new Install("a"));
}

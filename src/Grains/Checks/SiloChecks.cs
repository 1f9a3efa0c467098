using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Answers checks from the installations that are active on this silo, as a call of them that arrives now would, without a
/// message. Safe on any thread, takes no lock, waits for nothing, allocates nothing. One per silo.
/// </summary>
internal sealed class SiloChecks(ActiveInstallations active, ISiloLease lease, ScopeUseReporter scopeUse, RegistryMetrics metrics)
{
    private readonly RecentInstallations recent = new();

    /// <summary>The time, as <see cref="TimeProvider.GetTimestamp"/> tells it: checks that come together share one look at the clock.</summary>
    public long Now => active.Now;

    /// <summary>Answers a check, at a time that was <see cref="Now"/> a moment ago; false where its installation has to be called.</summary>
    public bool TryCheck(InstallationKey installation, ScopeId scope, long now, out ScopeDecision decision) =>
        TryAnswer(Find(installation, now), scope, out decision);

    /// <summary>The same for ids whose texts come again (<see cref="RecentInstallations"/>).</summary>
    public bool TryCheckRecent(InstallationKey installation, ScopeId scope, long now, out ScopeDecision decision) =>
        TryAnswer(FindRecent(installation, now), scope, out decision);

    /// <summary>
    /// Answers many checks, for ids whose texts come again: all of them, or where one of them takes a call, or has a lower
    /// revision than it must have, none.
    /// </summary>
    public bool TryCheckAll(ReadOnlySpan<ScopeCheck> checks, ReadOnlySpan<long> minRevisions, Span<ScopeDecision> decisions)
    {
        // The lease is looked at and the answers are counted once, for all of them: both keep the processor from going ahead
        // with the next check while it waits for the memory of this one.
        var now = Now;
        Span<int> counts = stackalloc int[RegistryMetrics.ReasonCount];
        for (var index = 0; index < checks.Length; index++)
        {
            ref readonly var check = ref checks[index];
            if (FindRecent(check.Installation, now) is not { } view)
            {
                return false;
            }

            var decision = view.Answer(check.Scope, scopeUse);
            if (decision.Revision < minRevisions[index])
            {
                return false;
            }

            decisions[index] = decision;
            counts[(int)decision.Reason]++;
        }

        if (!lease.IsHeld)
        {
            return false;
        }

        metrics.ChecksAnswered(counts);
        return true;
    }

    // The lease comes last: what was read before it is what the only activation has.
    private bool TryAnswer(CheckView? view, ScopeId scope, out ScopeDecision decision)
    {
        if (view is null || !lease.IsHeld)
        {
            decision = default;
            return false;
        }

        decision = view.Answer(scope, scopeUse);
        metrics.CheckAnswered(decision.Reason);
        return true;
    }

    private CheckView? FindRecent(InstallationKey installation, long now) =>
        recent.Find(installation) is { } view && view.IsGoodAt(now) ? view : FindAnew(installation, now);

    private CheckView? FindAnew(InstallationKey installation, long now)
    {
        var view = Find(installation, now);
        if (view is not null)
        {
            recent.Add(installation, view);
        }

        return view;
    }

    private CheckView? Find(InstallationKey installation, long now) =>
        active.Find(installation)?.View is { } view && view.IsGoodAt(now) ? view : null;
}

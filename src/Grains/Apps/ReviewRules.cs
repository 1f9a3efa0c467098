using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;

namespace Registry.Grains;

/// <summary>How a public app gets from draft to approved.</summary>
internal static class ReviewRules
{
    public static AppDecision Submit(AppRecord current, Catalog catalog, Stamp stamp)
    {
        if (current.Visibility == AppVisibility.Private)
        {
            return new Refusal.Conflict("A private app is installed without review. Make it public first.");
        }

        if (current.Status == AppStatus.Submitted)
        {
            return new AppDecision.Unchanged();
        }

        if (current.Status == AppStatus.Approved)
        {
            return new Refusal.Conflict("This version is approved already. Submit again after a change.");
        }

        var forced = catalog.RequiredBy(current.Capabilities);
        var unexplained = current.Scopes
            .Where(scope => string.IsNullOrWhiteSpace(scope.Reason) && !forced.Contains(scope.Id))
            .Select(scope => scope.Id)
            .ToImmutableArray();
        return unexplained.IsEmpty
            ? AppVersioning.Advance(current, current with { Status = AppStatus.Submitted, SubmittedAt = stamp.At, DecidedAt = null, DecidedBy = null, Reasons = [] }, AppAction.Submitted, catalog, stamp)
            : new Refusal.ReasonRequired(unexplained);
    }

    public static AppDecision Review(AppRecord current, ReviewDecision decision, Catalog catalog, Stamp stamp)
    {
        // Reasons are for rejections only.
        var reasons = decision.Approve ? [] : decision.Reasons;
        if (current.Status == (decision.Approve ? AppStatus.Approved : AppStatus.Rejected) && current.Reasons.SequenceEqual(reasons))
        {
            return new AppDecision.Unchanged();
        }

        if (current.Status != AppStatus.Submitted)
        {
            return new Refusal.Conflict("Only a submitted app can be approved or rejected.");
        }

        if (!decision.Approve && reasons.IsEmpty)
        {
            return new Refusal.Conflict("A rejection needs at least one reason.");
        }

        var decided = current with { DecidedAt = stamp.At, DecidedBy = stamp.Actor, Reasons = reasons };
        return decision.Approve
            ? AppVersioning.Advance(current, Approved(decided, catalog), AppAction.Approved, catalog, stamp)
            : AppVersioning.Advance(current, decided with { Status = AppStatus.Rejected }, AppAction.Rejected, catalog, stamp);
    }

    /// <summary>Requested scopes that no capability forces, no subscribed topic needs and no installation has used.</summary>
    public static ImmutableArray<ScopeId> OverPrivileged(AppRecord record, IReadOnlyCollection<ScopeId> used, Catalog catalog)
    {
        var needed = record.Topics.SelectMany(topic => catalog.NeedsOf(topic))
            .Concat(catalog.RequiredBy(record.Capabilities))
            .Concat(used)
            .ToHashSet();
        return record.Scopes.Select(scope => scope.Id).Where(scope => !needed.Contains(scope)).Ordered();
    }

    // The version that the approval makes is the one that goes live.
    private static AppRecord Approved(AppRecord decided, Catalog catalog) => decided with
    {
        Status = AppStatus.Approved,
        Live = AppVersioning.ContentOf(decided, decided.ManifestVersion + 1, isApproved: true, catalog),
    };
}

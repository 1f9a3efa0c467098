using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Counts the installations for which something changes when one manifest takes the place of another that differs in its scopes.</summary>
internal sealed class ScopeChangeTally(LiveManifest current, LiveManifest proposed, Catalog catalog)
{
    private readonly Dictionary<ScopeId, int> lost = current.Scopes.Except(proposed.Scopes).ToDictionary(scope => scope, _ => 0);
    private readonly Dictionary<ScopeId, int> pending = proposed.Scopes.Except(current.Scopes).ToDictionary(scope => scope, _ => 0);
    private readonly Dictionary<TopicId, int> silenced = current.Topics.ToDictionary(topic => topic, _ => 0);
    private int withLost;
    private int withPending;
    private int withSilenced;

    /// <param name="record">An installation.</param>
    /// <param name="installations">How many there are of its kind.</param>
    public void Add(InstallationRecord record, int installations)
    {
        withLost += Count(lost, InstallationView.LiveGrant(record, current, catalog).Except(InstallationView.LiveGrant(record, proposed, catalog)), installations);
        withPending += Count(pending, InstallationView.PendingScopes(record, proposed).Except(InstallationView.PendingScopes(record, current)), installations);
        withSilenced += Count(silenced, ActiveTopics(record, current).Except(ActiveTopics(record, proposed)), installations);
    }

    public ScopeChangePreview ToPreview(AlikeInstallations installations) => new()
    {
        Removed = [.. Ordered(lost).Select(scope => new ScopeImpact(scope.Key, scope.Value))],
        Added = [.. Ordered(pending).Select(scope => new ScopeImpact(scope.Key, scope.Value))],
        SilencedTopics = [.. Ordered(silenced).Where(topic => topic.Value > 0).Select(topic => new TopicImpact(topic.Key, topic.Value))],
        WithSilencedTopics = withSilenced,
        WithPendingConsent = withPending,
        WithLostScopes = withLost,
        Installations = installations.Count,
        IsComplete = installations.IsComplete,
    };

    private IEnumerable<TopicId> ActiveTopics(InstallationRecord record, LiveManifest manifest) =>
        InstallationView.Topics(record, manifest, catalog).Where(topic => topic.State == InstallationTopicState.Active).Select(topic => topic.Id);

    // Adds them to each; the answer is how many have any.
    private static int Count<TId>(Dictionary<TId, int> counts, IEnumerable<TId> ids, int installations)
        where TId : notnull
    {
        var any = 0;
        foreach (var id in ids)
        {
            counts[id] += installations;
            any = installations;
        }

        return any;
    }

    private static IEnumerable<KeyValuePair<TId, int>> Ordered<TId>(Dictionary<TId, int> counts)
        where TId : struct, IIdentifier<TId> => counts.OrderBy(count => count.Key.Value, StringComparer.Ordinal);
}

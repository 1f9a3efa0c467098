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

    public void Add(InstallationKey key, InstallationRecord record)
    {
        var before = InstallationView.Of(key, record, current, catalog);
        var after = InstallationView.Of(key, record, proposed, catalog);

        withLost += Count(lost, InstallationView.LiveGrant(record, current, catalog).Except(InstallationView.LiveGrant(record, proposed, catalog)));
        withPending += Count(pending, after.PendingScopes.Except(before.PendingScopes));
        withSilenced += Count(silenced, ActiveTopics(before).Except(ActiveTopics(after)));
    }

    public ScopeChangePreview ToPreview(int installations, bool isComplete) => new()
    {
        Removed = [.. Ordered(lost).Select(scope => new ScopeImpact(scope.Key, scope.Value))],
        Added = [.. Ordered(pending).Select(scope => new ScopeImpact(scope.Key, scope.Value))],
        SilencedTopics = [.. Ordered(silenced).Where(topic => topic.Value > 0).Select(topic => new TopicImpact(topic.Key, topic.Value))],
        WithSilencedTopics = withSilenced,
        WithPendingConsent = withPending,
        WithLostScopes = withLost,
        Installations = installations,
        IsComplete = isComplete,
    };

    private static IEnumerable<TopicId> ActiveTopics(Installation installation) =>
        installation.Topics.Where(topic => topic.State == InstallationTopicState.Active).Select(topic => topic.Id);

    // Adds one to each; the answer is one where there are any.
    private static int Count<TId>(Dictionary<TId, int> counts, IEnumerable<TId> ids)
        where TId : notnull
    {
        var any = 0;
        foreach (var id in ids)
        {
            counts[id]++;
            any = 1;
        }

        return any;
    }

    private static IEnumerable<KeyValuePair<TId, int>> Ordered<TId>(Dictionary<TId, int> counts)
        where TId : struct, IIdentifier<TId> => counts.OrderBy(count => count.Key.Value, StringComparer.Ordinal);
}

using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// The installations of an app that are not uninstalled, by what they may do: most workspaces grant the same. They are as their
/// rows have them, so a count may be off by the changes under way.
/// </summary>
internal sealed class AlikeInstallations
{
    /// <summary>How many are counted at most where a person waits: a page of an app with a million must not read them all.</summary>
    public const int MostCounted = 10_000;

    private const int PageSize = 1_000;

    private readonly Dictionary<InstallationRecord, int> groups = new(SameEffect.Instance);

    /// <param name="kinds">Installations and how many are like each.</param>
    /// <param name="most">How many were to be counted at most.</param>
    public AlikeInstallations(IEnumerable<(InstallationRecord Record, int Count)> kinds, int most)
    {
        foreach (var (record, count) in kinds)
        {
            Add(record, count);
        }

        IsComplete = Count < most;
    }

    private AlikeInstallations()
    {
    }

    /// <summary>One installation of each kind, and how many there are.</summary>
    public IReadOnlyDictionary<InstallationRecord, int> Groups => groups;

    /// <summary>How many were counted.</summary>
    public int Count { get; private set; }

    /// <summary>Whether these are all.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Counts row by row, for a storage that can't.</summary>
    public static async Task<AlikeInstallations> ReadAsync(IInstallationIndex index, AppId app, int most)
    {
        var counted = new AlikeInstallations();
        WorkspaceId? last = null;
        for (var rest = most; rest > 0 && !counted.IsComplete; rest -= PageSize)
        {
            var atOnce = Math.Min(PageSize, rest);
            var page = await index.ReadByAppAsync(app, new(), last, atOnce);
            foreach (var row in page)
            {
                if (row.Record is { Status: not InstallationStatus.Uninstalled } record)
                {
                    counted.Add(record, 1);
                }
            }

            counted.IsComplete = page.Length < atOnce;
            last = page.IsEmpty ? null : page[^1].Key.Workspace;
        }

        return counted;
    }

    private void Add(InstallationRecord record, int count)
    {
        groups[record] = groups.GetValueOrDefault(record) + count;
        Count += count;
    }

    // What an app may do for an installation, and which topics it gets, follows from these.
    private sealed class SameEffect : IEqualityComparer<InstallationRecord>
    {
        public static SameEffect Instance { get; } = new();

        public bool Equals(InstallationRecord? x, InstallationRecord? y) =>
            ReferenceEquals(x, y)
            || (x is not null
                && y is not null
                && x.Status == y.Status
                && x.GrantedScopes.AsSpan().SequenceEqual(y.GrantedScopes.AsSpan())
                && x.DisabledTopics.AsSpan().SequenceEqual(y.DisabledTopics.AsSpan()));

        public int GetHashCode(InstallationRecord record)
        {
            var hash = new HashCode();
            hash.Add(record.Status);
            foreach (var scope in record.GrantedScopes)
            {
                hash.Add(scope);
            }

            foreach (var topic in record.DisabledTopics)
            {
                hash.Add(topic);
            }

            return hash.ToHashCode();
        }
    }
}

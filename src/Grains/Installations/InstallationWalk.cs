using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Goes through the installations of an app, as their rows have them, to count something.</summary>
internal sealed class InstallationWalk(IInstallationIndex index)
{
    private const int PageSize = 1_000;

    // A page of an app with a million installations must not read them all.
    private const int MostInstallations = 10_000;

    /// <summary>
    /// Counts all that are not uninstalled, up to a limit. A marked row counts as it was completed last, without asking the
    /// grain: a count may be off by the changes under way.
    /// </summary>
    public async Task<AlikeInstallations> CountAsync(AppId app)
    {
        var groups = new Dictionary<InstallationRecord, int>(SameEffect.Instance);
        var read = 0;
        WorkspaceId? last = null;
        int length;
        do
        {
            var page = await index.ReadByAppAsync(app, new(), last, PageSize);
            foreach (var row in page)
            {
                if (row.Record is { Status: not InstallationStatus.Uninstalled } record)
                {
                    groups[record] = groups.GetValueOrDefault(record) + 1;
                }
            }

            length = page.Length;
            read += length;
            last = length == 0 ? null : page[^1].Key.Workspace;
        }
        while (length == PageSize && read < MostInstallations);

        return new(groups, IsComplete: length < PageSize);
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

using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The registry's own tables in memory. Pass one instance to every silo of a test cluster.</summary>
internal sealed class MemoryTables
{
    public Lock Lock { get; } = new();

    public SortedDictionary<InstallationKey, MemoryInstallationRow> Installations { get; } = new(KeyOrder);

    public SortedDictionary<string, DeveloperId> Apps { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Submissions { get; } = new(StringComparer.Ordinal);

    public Dictionary<JournalOwner, SortedList<long, JournalEntry>> Journals { get; } = [];

    public Dictionary<(JournalOwner Owner, string Key), RecordedRequest> Requests { get; } = [];

    public MemoryDeliveries Deliveries { get; } = new();

    private static Comparer<InstallationKey> KeyOrder => Comparer<InstallationKey>.Create((x, y) =>
        string.CompareOrdinal(x.Workspace.Value, y.Workspace.Value) is not 0 and var order
            ? order
            : string.CompareOrdinal(x.App.Value, y.App.Value));
}

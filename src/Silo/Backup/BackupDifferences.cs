using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What is otherwise here than where a backup was made: allowed, but somebody should know.</summary>
internal static class BackupDifferences
{
    public static IEnumerable<string> Of(BackupReader backup, BackupStorage storage)
    {
        var header = backup.Header!;
        if (header.ServiceId != storage.ServiceId)
        {
            yield return $"Note: the backup is of the service id '{header.ServiceId}'; here it becomes '{storage.ServiceId}' (Cluster:ServiceId).";
        }

        if (header.Catalog.ETag == storage.Catalog.ETag)
        {
            yield break;
        }

        var missing = Missing(header.Catalog, storage.Catalog).ToArray();
        yield return missing.Length == 0
            ? "Note: the backup was made under another catalog (Catalog:Path), whose ids all are in this one, too."
            : $"Note: the backup was made under another catalog (Catalog:Path). What is not in this one is without effect: {string.Join(", ", missing)}.";
    }

    private static IEnumerable<string> Missing(BackupLine.CatalogIds ids, Catalog catalog) =>
    [
        .. ids.Scopes.Where(scope => catalog.FindScope(scope) is null).Select(scope => scope.Value),
        .. ids.Capabilities.Where(capability => catalog.FindCapability(capability) is null).Select(capability => capability.Value),
        .. ids.Topics.Where(topic => catalog.FindTopic(topic) is null).Select(topic => topic.Value),
    ];
}

namespace Registry.Fuzz;

/// <summary>What is fuzzed: each takes any bytes, and throws where something is wrong with how they are read.</summary>
internal static class Targets
{
    public static readonly SortedDictionary<string, Action<byte[]>> All = new(StringComparer.Ordinal)
    {
        ["backup"] = StorageTargets.Backup,
        ["backup-line"] = StorageTargets.BackupLine,
        ["bodies"] = RequestTargets.Bodies,
        ["catalog"] = TextTargets.Catalog,
        ["checks"] = RequestTargets.Checks,
        ["cursor"] = RequestTargets.Cursor,
        ["endpoint"] = TextTargets.Endpoint,
        ["headers"] = RequestTargets.Headers,
        ["ids"] = TextTargets.Ids,
        ["silo-row"] = StorageTargets.SiloRow,
    };

    /// <summary>Ends the input as a finding.</summary>
    public static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}

namespace Registry.Cluster.Tests;

/// <summary>All that happened to one installation or app, as its callers saw it, and what the registry says of it in the end.</summary>
internal sealed class ObjectHistory<TState>(string name, TState initial)
    where TState : class
{
    /// <summary>The path of the object.</summary>
    public string Name => name;

    /// <summary>What it was at revision 0.</summary>
    public TState Initial => initial;

    public List<ChangeAttempt<TState>> Attempts { get; } = [];

    public List<Sighting<TState>> Sightings { get; } = [];

    /// <summary>The history that the registry keeps, oldest first: the order in which it claims to have made the changes.</summary>
    public List<LedgerEntry<TState>> Ledger { get; } = [];

    /// <summary>The revision that the object had when all was quiet; null where that was not asked.</summary>
    public long? FinalRevision { get; set; }
}

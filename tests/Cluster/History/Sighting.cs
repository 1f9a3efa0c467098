namespace Registry.Cluster.Tests;

/// <summary>An answer that shows an object at a revision.</summary>
internal sealed record Sighting<TState>(Period When, long Revision, IClaim<TState> Claim)
    where TState : class
{
    /// <summary>Which API process was asked.</summary>
    public string Through { get; init; } = "";

    public override string ToString() => $"revision {Revision}: {Claim} [{Through}]";
}

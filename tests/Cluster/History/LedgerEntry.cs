namespace Registry.Cluster.Tests;

/// <summary>An entry of the history that the registry keeps of an object.</summary>
internal sealed record LedgerEntry<TState>(long Revision, string RequestId, TState Before, TState After)
    where TState : class;

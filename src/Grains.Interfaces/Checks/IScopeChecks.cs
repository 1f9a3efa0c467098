namespace Registry.Grains.Interfaces;

/// <summary>Answers checks, by the shortest way that there is from this process to the installations.</summary>
public interface IScopeChecks
{
    /// <summary>Whether many checks are ever to be had at once here: not in a process without installations, where trying costs and brings nothing.</summary>
    bool AnswersAtOnce { get; }

    /// <summary>Whether the app may use <paramref name="scope"/> in the workspace, now: exactly what <see cref="IInstallationGrain.CheckAsync"/> answers.</summary>
    /// <exception cref="RegistryUnavailableException">The installation can't be asked now.</exception>
    ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope);

    /// <summary>
    /// The same answer, where it is to be had by less than a message of its own; null where <see cref="CheckAsync"/> has to find
    /// out. Never throws for what is out of reach.
    /// </summary>
    ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope);

    /// <summary>Answers many checks, each as by itself. When the call has ended, however it did, neither memory is used any more.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="decisions">Where the answers go to, in the order of the checks; as long as there are checks.</param>
    /// <exception cref="RegistryUnavailableException">One of the installations can't be asked now.</exception>
    ValueTask CheckManyAsync(ReadOnlyMemory<ScopeCheck> checks, Memory<ScopeDecision> decisions);

    /// <summary>The same answers, where all of them are to be had at once and none is stale; false otherwise. Never throws for what is out of reach.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="minRevisions">The revision that the answer to each must at least reflect; 0 where any will do.</param>
    /// <param name="decisions">Where the answers go to.</param>
    bool TryCheckMany(ReadOnlySpan<ScopeCheck> checks, ReadOnlySpan<long> minRevisions, Span<ScopeDecision> decisions);
}

namespace Registry.Cluster.Tests;

/// <summary>What an answer says of a state.</summary>
internal interface IClaim<TState>
    where TState : class
{
    /// <summary>What it says of the app: that it was suspended, that it was not, or nothing.</summary>
    bool? SaysAppSuspended { get; }

    /// <summary>Whether this can be said of the state.</summary>
    bool Fits(TState state);
}

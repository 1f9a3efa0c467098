namespace Registry.Cluster.Tests;

/// <summary>What a request asks for.</summary>
internal interface IChange<TState>
    where TState : class
{
    /// <summary>What comes of it; the same where it changes nothing, null where it is refused.</summary>
    TState? Apply(TState before);
}

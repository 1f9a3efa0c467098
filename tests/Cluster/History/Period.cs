namespace Registry.Cluster.Tests;

/// <summary>From when to when a call was under way, in ticks of the recorder's clock.</summary>
internal readonly record struct Period(long Began, long Ended)
{
    /// <summary>Whether everything about this was over when the other began, so that the other must know of it.</summary>
    public bool IsBefore(Period other) => Ended < other.Began;
}

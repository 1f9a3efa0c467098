namespace Registry.Cluster.Tests;

/// <summary>What the caller of a change knows of it afterwards.</summary>
internal abstract record ChangeOutcome<TState>
    where TState : class
{
    private ChangeOutcome()
    {
    }

    /// <summary>It is made, or was so already.</summary>
    internal sealed record Accepted(long Revision, TState State) : ChangeOutcome<TState>;

    /// <summary>It is not made, for a reason that lies in what is there.</summary>
    internal sealed record Refused(string Reason) : ChangeOutcome<TState>;

    /// <summary>It is not made, for a reason that lies in the registry.</summary>
    internal sealed record Unchanged(string Why) : ChangeOutcome<TState>;

    /// <summary>It may be made, now or later, or not.</summary>
    internal sealed record Unknown(string Why) : ChangeOutcome<TState>;

    /// <summary>An answer that nobody should ever get; it may be made.</summary>
    internal sealed record Unexpected(string Answer) : ChangeOutcome<TState>;
}

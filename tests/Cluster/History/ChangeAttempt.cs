namespace Registry.Cluster.Tests;

/// <summary>One request for a change; a repetition is an attempt of its own.</summary>
/// <param name="When">When it was under way. Where the outcome is unknown, it may take effect at any time after it began.</param>
/// <param name="RequestId">Names it, also in the history that the registry keeps.</param>
/// <param name="Change">What was asked for.</param>
/// <param name="Outcome">What came of it, as far as the caller knows.</param>
internal sealed record ChangeAttempt<TState>(Period When, string RequestId, IChange<TState> Change, ChangeOutcome<TState> Outcome)
    where TState : class
{
    /// <summary>The idempotency key; null where it had none.</summary>
    public string? Key { get; init; }

    /// <summary>The revision that <c>If-Match</c> demanded; null where it demanded none.</summary>
    public long? IfMatch { get; init; }

    /// <summary>Which API process was asked.</summary>
    public string Through { get; init; } = "";

    public override string ToString() =>
        $"{Change} {(Key is null ? "" : $"key {Key} ")}{(IfMatch is null ? "" : $"if {IfMatch} ")}→ {Outcome} [{RequestId[..Math.Min(8, RequestId.Length)]} {Through}]";
}

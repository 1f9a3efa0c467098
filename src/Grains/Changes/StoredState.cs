namespace Registry.Grains;

/// <summary>
/// The state of a grain that keeps a record and a journal. What the last change owes to the journal and to the request
/// log is stored with the record in one write, so that it can be made up for after a crash.
/// </summary>
internal sealed class StoredState<TRecord, TChange>
    where TRecord : class
    where TChange : class
{
    /// <summary>The record; null until the first change.</summary>
    public TRecord? Record { get; init; }

    /// <summary>The change that led to <see cref="Record"/>.</summary>
    public TChange? LastChange { get; init; }

    /// <summary>The answer to that change, where its request carried an idempotency key.</summary>
    public RecordedRequest? LastRequest { get; init; }
}

using System.Text.Json.Serialization.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The object whose changes a <see cref="ChangeLog{TRecord, TAction, TChange, TResult}"/> stores: what is particular to it.</summary>
internal interface IChangeSubject<TRecord, TAction, TChange, TResult>
    where TRecord : class
    where TAction : struct, Enum
    where TChange : class
    where TResult : class
{
    JournalOwner Owner { get; }

    JsonTypeInfo<TChange> ChangeJson { get; }

    /// <summary>The revision or manifest version of a record.</summary>
    long RevisionOf(TRecord record);

    /// <summary>The revision or manifest version that a change led to.</summary>
    long RevisionOf(TChange change);

    /// <summary>When a change was made.</summary>
    DateTimeOffset TimeOf(TChange change);

    /// <summary>The journal's entry for a change.</summary>
    TChange Describe(TRecord? before, TRecord after, TAction action, ChangeContext context, DateTimeOffset at);

    TResult Refuse(Refusal reason);

    /// <summary>Announces to the index, and to whoever else has to know of the change, that <paramref name="next"/> is about to be stored.</summary>
    Task AnnounceAsync(TRecord next, TChange change);

    /// <summary>
    /// Another record is stored, which nobody has been told of or shown yet: what was worked out from the one before is true
    /// no longer. Must not throw.
    /// </summary>
    void OnStored();

    /// <summary>Brings the index up to <paramref name="record"/>, which is stored, and tells whoever has to know of the change. Safe to repeat.</summary>
    Task CompleteAsync(TRecord record, TChange change);

    /// <summary>Gives this activation up: what it has in memory may differ from what is stored.</summary>
    void GiveUp();
}

using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What the rules say to a change.</summary>
internal abstract record Decision<TRecord, TAction>
    where TRecord : class
    where TAction : struct, Enum
{
    private Decision()
    {
    }

    /// <summary>All is as asked for already.</summary>
    public sealed record Unchanged : Decision<TRecord, TAction>;

    /// <summary>The object is to become <paramref name="Next"/>.</summary>
    public sealed record Change(TAction Action, TRecord Next) : Decision<TRecord, TAction>;

    /// <summary>The change is refused.</summary>
    public sealed record Refuse(Refusal Reason) : Decision<TRecord, TAction>;

    public static implicit operator Decision<TRecord, TAction>(Refusal reason) => new Refuse(reason);
}

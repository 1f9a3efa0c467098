using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What the rules of the domain say to a change: a refusal, or what is to be done and how the object is after it.</summary>
internal sealed record Ruling<TAction, TModel>(Refusal? Refusal, TAction Action, TModel? Next)
    where TAction : struct, Enum
    where TModel : class
{
    public static implicit operator Ruling<TAction, TModel>(Refusal refusal) => new(refusal, default, null);

    public static implicit operator Ruling<TAction, TModel>((TAction Action, TModel Next) change) => new(null, change.Action, change.Next);
}

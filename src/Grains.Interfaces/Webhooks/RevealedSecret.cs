namespace Registry.Grains.Interfaces;

/// <summary>A secret as its owner gets it.</summary>
/// <param name="Text">The secret, <c>whsec_…</c>.</param>
/// <param name="PreviousExpiresAt">When the one before stops signing, UTC; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("registry.RevealedSecret")]
public sealed record RevealedSecret([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset? PreviousExpiresAt)
{
    /// <summary>Says nothing: it must not get into logs.</summary>
    public override string ToString() => nameof(RevealedSecret);
}

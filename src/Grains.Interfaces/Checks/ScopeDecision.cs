namespace Registry.Grains.Interfaces;

/// <summary>The answer to "may this app do this here, now?".</summary>
/// <param name="Reason">Why.</param>
/// <param name="Revision">The revision of the installation that the answer was decided on; 0 where it was never installed.</param>
[GenerateSerializer, Immutable, Alias("registry.ScopeDecision")]
public readonly record struct ScopeDecision([property: Id(0)] CheckReason Reason, [property: Id(1)] long Revision)
{
    /// <summary>Whether the app may.</summary>
    public bool Allowed => Reason == CheckReason.Granted;
}

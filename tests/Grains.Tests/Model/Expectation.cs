namespace Registry.Grains.Tests;

/// <summary>Which revision a caller demands.</summary>
internal enum Expectation
{
    None,
    Right,
    Stale,
    Future,
    Any,
}

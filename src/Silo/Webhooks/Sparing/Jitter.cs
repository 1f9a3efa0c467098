namespace Registry.Silo;

/// <summary>A little chance, so that those who were sent away together do not come back together.</summary>
internal static class Jitter
{
    public static TimeSpan UpTo(TimeSpan most) => most * Random.Shared.NextDouble();
}

namespace Registry.Grains;

/// <summary>The lease of a silo that is alone: nobody can take its grains over.</summary>
internal sealed class SoleSiloLease : ISiloLease
{
    public bool IsHeld => true;

    public TimeSpan Length => TimeSpan.Zero;

    public ValueTask<TimeSpan> GetSettlingTimeAsync() => new(TimeSpan.Zero);
}

namespace Registry.Grains.Tests;

/// <summary>A lease that is held until a test takes it away.</summary>
internal sealed class SwitchedLease : ISiloLease
{
    public bool IsHeld { get; set; } = true;

    public TimeSpan Length => TimeSpan.Zero;

    public ValueTask<TimeSpan> GetSettlingTimeAsync() => new(TimeSpan.Zero);
}

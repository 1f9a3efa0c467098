using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Whether this silo may still answer for its grains. The others may have declared it dead, and answer for them
/// themselves, without its knowing: a process that was paused, or cut off.
/// </summary>
internal interface ISiloLease
{
    /// <summary>Whether it may. Cheap enough for every check.</summary>
    bool IsHeld { get; }

    /// <summary>How long a silo may answer after it was last known to be alive.</summary>
    TimeSpan Length { get; }

    /// <summary>
    /// Returns what has to pass before a state that is read now is one that no lost silo can still change or answer from.
    /// Zero nearly always.
    /// </summary>
    /// <exception cref="RegistryUnavailableException">It can't be found out now.</exception>
    ValueTask<TimeSpan> GetSettlingTimeAsync();
}

namespace Registry.Grains.Interfaces;

/// <summary>Whether a process is there.</summary>
[GenerateSerializer, Alias("registry.ProcessState")]
public enum ProcessState
{
    /// <summary>It reports.</summary>
    Alive = 0,

    /// <summary>It has not reported for 20 s: killed, hanging, or cut off.</summary>
    Silent = 1,

    /// <summary>It said that it stops.</summary>
    Ended = 2,
}

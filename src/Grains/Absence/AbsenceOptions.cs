namespace Registry.Grains;

/// <summary>What is asked for and was never there. Section <c>Absence</c> of the configuration.</summary>
public sealed class AbsenceOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Absence";

    /// <summary>
    /// How many checks and reads a second a silo answers of installations and apps that never were and that it does not remember as
    /// such; five times as many at once after a quiet time. One more waits for its turn, up to a second and a half, and is
    /// refused where that is not enough. What is asked of those that are there does not count. Default 0, which is 500 for each
    /// processor; 0 to 1,000,000.
    /// </summary>
    public int CheckRate { get; set; }

    /// <summary>The rate as it applies to this machine.</summary>
    internal int EffectiveCheckRate => CheckRate == 0 ? 500 * Environment.ProcessorCount : CheckRate;
}

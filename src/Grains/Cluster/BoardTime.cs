namespace Registry.Grains;

/// <summary>How much of the past a board shows, and how finely.</summary>
internal static class BoardTime
{
    /// <summary>From one sample of a process to the next, and from one point of the board to the next.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>How many steps there are: an hour.</summary>
    public const int Steps = 720;

    public static long StepOf(DateTimeOffset time) => time.UtcTicks / Step.Ticks;

    public static DateTimeOffset Begin(long step) => new(step * Step.Ticks, TimeSpan.Zero);
}

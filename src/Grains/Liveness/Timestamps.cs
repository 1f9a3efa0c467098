namespace Registry.Grains;

/// <summary>Spans of time on the clock that never jumps.</summary>
internal static class Timestamps
{
    extension(TimeProvider clock)
    {
        /// <summary>A span in the unit of <see cref="TimeProvider.GetTimestamp"/>, so that it can be added to one.</summary>
        public long TicksOf(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);
    }
}

namespace Registry.Cluster.Tests;

/// <summary>The pace of a caller.</summary>
internal static class Pause
{
    /// <summary>Waits between half and one and a half of <paramref name="time"/>, or until the storm is over.</summary>
    public static async Task AboutAsync(TimeSpan time, Random random, CancellationToken stop) =>
        await Task.Delay(time * (0.5 + random.NextDouble()), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

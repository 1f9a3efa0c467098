using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Publishes as fast as deliveries keep pace: so many events are on their way at any time, and no more.</summary>
internal static class FullSpeed
{
    // Until the queues are as full as they will be.
    private const double RunUp = 0.2;

    // A second. More than any one process accepts.
    private const int MostEvents = 10_000;

    /// <returns>Notifications a second to the nine apps, and how many were still waiting when the last event was accepted.</returns>
    public static async Task<(double Rate, int Waiting)> MeasureAsync(RegistryClient registry, LoadOptions options, string name, EndpointState state)
    {
        using var window = new SemaphoreSlim(options.Window * options.Workspaces);
        var most = MostEvents * options.Seconds;
        var journeys = new Journeys(most, Marketplace.Apps - 1, window);
        await using var marketplace = await Marketplace.OpenAsync(registry, options, name, journeys);
        await marketplace.TurnLastAsync(state);

        var next = -1;
        var start = Stopwatch.GetTimestamp();
        var end = start + (options.Seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => PublishAsync()));

        var (waiting, from) = (journeys.Waiting, start + (long)(RunUp * (end - start)));
        await Marketplace.UntilAsync(() => journeys.Waiting == 0, $"{journeys.Waiting} notifications did not arrive.");
        return (journeys.ReceivedBetween(from, end) / Stopwatch.GetElapsedTime(from, end).TotalSeconds, waiting);

        async Task PublishAsync()
        {
            while (TimeLeft(end) is var left && left > TimeSpan.Zero && await window.WaitAsync(left) && Interlocked.Increment(ref next) is var number && number < most)
            {
                await registry.PublishAsync(marketplace.Workspaces[number % marketplace.Workspaces.Length], number);
                journeys.Accept(number);
            }
        }
    }

    private static TimeSpan TimeLeft(long end) => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), end);
}

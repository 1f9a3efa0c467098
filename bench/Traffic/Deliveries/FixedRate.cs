using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Publishes so many events a second, whether or not those before are answered.</summary>
internal static class FixedRate
{
    public static async Task<Journeys> MeasureAsync(RegistryClient registry, LoadOptions options, string name, EndpointState state, double eventsPerSecond)
    {
        var most = Math.Max(1, (int)(eventsPerSecond * options.Seconds));
        var journeys = new Journeys(most, Marketplace.Apps - 1);
        await using var marketplace = await Marketplace.OpenAsync(registry, options, name, journeys);
        await marketplace.TurnLastAsync(state);

        var publishing = new Task[most];
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < most; number++)
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < number / eventsPerSecond)
            {
                await Task.Delay(1);
            }

            publishing[number] = PublishAsync(number);
        }

        await Task.WhenAll(publishing);
        await Marketplace.UntilAsync(() => journeys.Waiting == 0, $"{journeys.Waiting} notifications did not arrive.");
        return journeys;

        async Task PublishAsync(int number)
        {
            journeys.Send(number);
            await registry.PublishAsync(marketplace.Workspaces[number % marketplace.Workspaces.Length], number);
            journeys.Accept(number);
        }
    }
}

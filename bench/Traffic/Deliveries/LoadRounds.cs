using System.Globalization;

namespace Registry.Traffic;

/// <summary>Measures with all endpoints healthy and with one of ten dead, in turn, so that what disturbs the machine for a while disturbs all.</summary>
internal sealed class LoadRounds(RegistryClient registry, LoadOptions options)
{
    // So far below full speed that nothing queues but behind what is slow by itself.
    private const double Share = 1.0 / 3;

    private static readonly EndpointState[] Order = [EndpointState.Healthy, EndpointState.Refusing, EndpointState.Healthy, EndpointState.Silent];

    private int measurements;

    /// <summary>
    /// Prints for each: the state of the tenth endpoint, notifications a second at full speed and how many waited at its end,
    /// notifications a second at the fixed rate, then p50, p99 and longest time from the answer and from sending, in milliseconds.
    /// </summary>
    public async Task RunAsync()
    {
        await FullSpeed.MeasureAsync(registry, options, NextName(), EndpointState.Healthy);
        var (full, _) = await FullSpeed.MeasureAsync(registry, options, NextName(), EndpointState.Healthy);
        var eventsPerSecond = Math.Max(1, Math.Floor(full * Share / (Marketplace.Apps - 1)));
        await FixedRate.MeasureAsync(registry, options, NextName(), EndpointState.Healthy, eventsPerSecond);
        await Console.Error.WriteLineAsync("Deliveries warmed up.");

        for (var round = 1; round <= options.Rounds; round++)
        {
            // Forwards and backwards, so that none always follows the same.
            foreach (var state in round % 2 == 1 ? Order : Order.Reverse())
            {
                var (rate, waiting) = await FullSpeed.MeasureAsync(registry, options, NextName(), state);
                var journeys = await FixedRate.MeasureAsync(registry, options, NextName(), state, eventsPerSecond);
                Print(state, rate, waiting, eventsPerSecond * (Marketplace.Apps - 1), journeys.FromAccepted(), journeys.FromSent());
            }

            await Console.Error.WriteLineAsync($"Deliveries, round {round} of {options.Rounds}.");
        }
    }

    private string NextName() => $"load-{++measurements}";

    private static void Print(EndpointState state, double rate, int waiting, double fixedRate, Latencies accepted, Latencies sent) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state} {rate:0.0} {waiting} {fixedRate:0} {Text(accepted)} {Text(sent)}"));

    private static string Text(Latencies times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.At(0.5):0.000} {times.At(0.99):0.000} {times.At(1):0.000}");
}

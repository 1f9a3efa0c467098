using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Registry.Silo.Tests;

public sealed class UnobservedExceptionsTests
{
    [Fact]
    public async Task FailedTask_WhoseOutcomeNobodyAsksFor_IsLoggedAndCounted()
    {
        var reason = $"forgotten {Guid.NewGuid():N}";
        var log = new KeptLog();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var unobserved = new UnobservedExceptions(meters, log);
        using var counter = CountOf(meters, out var counted);
        await unobserved.StartAsync(TestContext.Current.CancellationToken);

        Forget(reason);
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return log.Lines.Any(line => line.Contains(reason, StringComparison.Ordinal));
        });
        await unobserved.StopAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("Error A task failed and nobody asked for its outcome", log.Lines.First(line => line.Contains(reason, StringComparison.Ordinal)));
        Assert.True(counted.Value > 0);
    }

    // In a frame of its own, so that nothing holds the task any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(string reason) => _ = Task.FromException(new InvalidOperationException(reason));

    private static MeterListener CountOf(IMeterFactory meters, out StrongBox<long> counted)
    {
        var count = counted = new();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "registry.unobserved_exceptions" && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count.Value, value));
        listener.Start();
        return listener;
    }

    private sealed class KeptLog : ILogger<UnobservedExceptions>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}

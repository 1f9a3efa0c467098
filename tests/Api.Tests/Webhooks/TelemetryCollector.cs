using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Registry.Api.Tests;

/// <summary>Keeps all that a host logs, and the traces of the process, as text.</summary>
internal sealed class TelemetryCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<string> texts = new();
    private readonly ActivityListener listener;

    public TelemetryCollector()
    {
        listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Add(
                activity.DisplayName, string.Join(' ', activity.TagObjects), string.Join(' ', activity.Baggage), activity.StatusDescription, string.Join(' ', activity.Events.SelectMany(each => each.Tags))),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyCollection<string> Texts => texts;

    public ILogger CreateLogger(string categoryName) => new Collecting(this, categoryName);

    public void Dispose() => listener.Dispose();

    private void Add(params object?[] parts) => texts.Enqueue(string.Join(' ', parts));

    private sealed class Collecting(TelemetryCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            collector.Add(category, state, state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : null);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            collector.Add(category, formatter(state, exception), state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : null, exception);
    }
}

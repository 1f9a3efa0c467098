using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Looks at all that a host logs, and at the traces of the process, for what must not be there (<see cref="Marks"/>).</summary>
internal sealed class LeakWatch : ILoggerProvider
{
    private const int MostKept = 20;

    private static readonly SearchValues<string> Secrets = SearchValues.Create(Marks.Secrets, StringComparison.Ordinal);
    private static readonly SearchValues<string> All = SearchValues.Create([.. Marks.Secrets, Marks.Text], StringComparison.Ordinal);

    private readonly ConcurrentQueue<string> leaks = new();
    private readonly ActivityListener listener;
    private long lines;
    private long activities;

    public LeakWatch()
    {
        listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyCollection<string> Leaks => leaks;

    public long Lines => Interlocked.Read(ref lines);

    public long Activities => Interlocked.Read(ref activities);

    public ILogger CreateLogger(string categoryName) => new Watching(this, categoryName);

    public void Dispose() => listener.Dispose();

    private void Look(Activity activity)
    {
        Interlocked.Increment(ref activities);
        Look(activity.DisplayName, activity.DisplayName);
        Look(activity.DisplayName, activity.StatusDescription);
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(each => each.Tags)))
        {
            Look($"{activity.DisplayName} {name}", value);
        }

        foreach (var (name, value) in activity.Baggage)
        {
            Look($"{activity.DisplayName} {name}", value);
        }
    }

    private void Look(string place, object? value, LogLevel level = LogLevel.Debug)
    {
        if (value?.ToString() is { } text && leaks.Count < MostKept && text.AsSpan().ContainsAny(level == LogLevel.Trace ? Secrets : All))
        {
            leaks.Enqueue($"{place}: {text}");
        }
    }

    private sealed class Watching(LeakWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch.Look(category, state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref watch.lines);
            watch.Look(category, formatter(state, exception), logLevel);
            watch.Look(category, exception, logLevel);
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values)
                {
                    watch.Look($"{category} {name}", value, logLevel);
                }
            }
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Registry.Grains.Tests;

/// <summary>Keeps what one class logs.</summary>
internal sealed class LogCollector<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(string Message, Exception? Exception)> entries = new();

    public IReadOnlyList<(string Message, Exception? Exception)> Entries => [.. entries];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((formatter(state, exception), exception));
}

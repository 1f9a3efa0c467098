using System.Diagnostics.Metrics;

namespace Registry.Silo;

/// <summary>
/// Tells of tasks that failed and whose outcome nobody asked for. .NET passes over them without a word, when it collects the
/// task; each is a fault of the program or of a package.
/// </summary>
internal sealed partial class UnobservedExceptions(IMeterFactory meters, ILogger<UnobservedExceptions> logger) : IHostedService
{
    private readonly Counter<long> unobserved = meters.Create(SiloMetrics.MeterName).CreateCounter<long>(
        "registry.unobserved_exceptions", "{exception}", "Tasks that failed and whose outcome nobody asked for.");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(object? sender, UnobservedTaskExceptionEventArgs unseen)
    {
        unobserved.Add(1);
        LogUnobserved(unseen.Exception);
    }

    [LoggerMessage(LogLevel.Error, "A task failed and nobody asked for its outcome")]
    private partial void LogUnobserved(Exception exception);
}

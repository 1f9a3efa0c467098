using Microsoft.Extensions.Hosting;

namespace Registry.Silo;

/// <summary>Something that must hold before any part of the process starts.</summary>
internal abstract class StartupCheck : IHostedLifecycleService
{
    /// <summary>Ends the start by an exception that tells what is wrong.</summary>
    public abstract Task StartingAsync(CancellationToken cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Registry.Silo;

/// <summary>Starts the grain storage as a silo would, where there is none.</summary>
internal sealed class StorageLifecycle : IHostedService
{
    private readonly SiloLifecycleSubject lifecycle = new(NullLogger<SiloLifecycleSubject>.Instance);

    public StorageLifecycle(IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants)
    {
        foreach (var participant in participants)
        {
            participant.Participate(lifecycle);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => lifecycle.OnStart(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => lifecycle.OnStop(cancellationToken);
}

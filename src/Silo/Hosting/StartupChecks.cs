using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Loads the catalog and makes the storage ready before anything else starts, so that a fault in them is the one thing that is told.</summary>
internal sealed partial class StartupChecks(
    IServiceProvider services,
    ClusterAgreement agreement,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<StartupChecks> logger) : StartupCheck
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<Catalog>();
        if (services.GetService<IStorageStartup>() is { } storage)
        {
            await PrepareAsync(storage, cancellationToken);
        }
    }

    // A database that starts together with the silos may be a little later than they are.
    private async Task PrepareAsync(IStorageStartup storage, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await storage.PrepareAsync(cancellationToken);
                if (services.GetService<IRegistryFacts>() is { } facts)
                {
                    await agreement.DemandAsync(facts);
                }

                if (services.GetService<ClusterIdentity>() is { } identity)
                {
                    await identity.DemandAsync(cancellationToken);
                }

                return;
            }
            catch (RegistryUnavailableException exception) when (clock.GetElapsedTime(started) < options.Value.StartTimeout)
            {
                LogNotReached(exception.Message);
                await Task.Delay(RetryDelay, clock, cancellationToken);
            }
            catch (RegistryUnavailableException exception)
            {
                throw new StorageStartupException(
                    options.Value.Provider,
                    $"the storage can't be reached ({exception.Message}).",
                    "Start it, or correct Storage:ConnectionString or Storage:Endpoint.",
                    exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The storage can't be reached yet; trying again: {Reason}")]
    private partial void LogNotReached(string reason);
}

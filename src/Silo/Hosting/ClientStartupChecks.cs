using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Loads the catalog before anything else starts, so that a fault in it is the one thing that is told.</summary>
internal sealed class ClientStartupChecks(IServiceProvider services) : StartupCheck
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<Catalog>();
        return Task.CompletedTask;
    }
}

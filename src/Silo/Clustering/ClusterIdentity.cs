using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>
/// Makes sure that all silos over one storage are one cluster. Silos of two cluster ids do not know of each other: each would
/// answer for every installation, from its own memory.
/// </summary>
internal sealed partial class ClusterIdentity(
    IRegistryFacts facts,
    FormerCluster former,
    IOptions<ClusterHostOptions> options,
    TimeProvider clock,
    ILogger<ClusterIdentity> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private const string Fact = "cluster-id";

    private string Own => options.Value.ClusterId;

    /// <exception cref="StartRefusedException">The storage belongs to another cluster id.</exception>
    /// <exception cref="Grains.Interfaces.RegistryUnavailableException">The storage can't be reached now.</exception>
    public async Task DemandAsync(CancellationToken cancellationToken)
    {
        while (await facts.GetOrAddAsync(Fact, Own) is var agreed && agreed != Own)
        {
            if (!options.Value.ReplaceClusterId)
            {
                throw Refusal(agreed);
            }

            await ReplaceAsync(agreed, cancellationToken);
        }
    }

    // Others see this silo in the membership table by now. So of it and one that changes the cluster id at the same time, at
    // least one sees what the other did.
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ClusterIdentity), ServiceLifecycleStage.BecomeActive - 1, _ => DemandStillAsync());

    private async Task DemandStillAsync()
    {
        if (await facts.GetOrAddAsync(Fact, Own) is var agreed && agreed != Own)
        {
            throw Refusal(agreed);
        }
    }

    private async Task ReplaceAsync(string agreed, CancellationToken cancellationToken)
    {
        await former.DemandGoneAsync(agreed, cancellationToken);
        if (!await facts.TryReplaceAsync(Fact, agreed, Own))
        {
            return;
        }

        try
        {
            await former.DemandGoneAsync(agreed, cancellationToken);
            if (await former.EndAsync(agreed, cancellationToken))
            {
                // One that is only paused may go on for so long before it sees that it has been ended.
                await Task.Delay(options.Value.LivenessLease, clock, cancellationToken);
            }
        }
        catch
        {
            await facts.TryReplaceAsync(Fact, Own, agreed);
            throw;
        }

        LogReplaced(agreed, Own);
    }

    private StartRefusedException Refusal(string agreed) => new(
        $"The storage belongs to the cluster id '{agreed}', not to '{Own}'. Set Cluster:ClusterId to '{agreed}', as on all silos and API "
        + "processes of one registry; to rename the cluster, stop all its silos and start them with Cluster:ReplaceClusterId=true.");

    [LoggerMessage(LogLevel.Warning, "The cluster id {Before} is replaced by {After}; silos that have the old one can't start any more")]
    private partial void LogReplaced(string before, string after);
}

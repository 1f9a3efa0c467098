using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The membership of a cluster with another id than this silo's, in the same storage.</summary>
internal sealed class FormerCluster(
    IServiceProvider services,
    IOptions<ClusterHostOptions> options,
    IOptions<ClusterMembershipOptions> membership,
    TimeProvider clock)
{
    // For so long one that does not say that it is alive any more may be alive all the same; by another machine's clock.
    private TimeSpan Silence =>
        (membership.Value.IAmAliveTablePublishTimeout * membership.Value.NumMissedTableIAmAliveLimit) + options.Value.MaxClockSkew;

    /// <exception cref="StartRefusedException">A silo of it runs, or did a moment ago.</exception>
    public async Task DemandGoneAsync(string clusterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var living = (await ReadAsync(await OpenAsync(clusterId, cancellationToken), cancellationToken)).Members
            .Select(member => member.Item1)
            .Where(silo => silo.Status != SiloStatus.Dead && now - LastSeen(silo) < Silence)
            .Select(silo => silo.SiloAddress.Endpoint.ToString())
            .ToArray();
        if (living.Length > 0)
        {
            throw new StartRefusedException(
                $"Silos of the cluster id '{clusterId}' work with this storage: {string.Join(", ", living)}. Stop them all before "
                + $"Cluster:ReplaceClusterId can do its work; one that was killed counts for {Silence.TotalSeconds:0} s.");
        }
    }

    /// <summary>Declares dead whoever is left of it, so that one that was only paused does not go on. Says whether anybody was.</summary>
    public async Task<bool> EndAsync(string clusterId, CancellationToken cancellationToken)
    {
        var table = await OpenAsync(clusterId, cancellationToken);
        var isAnyLeft = false;
        while (true)
        {
            var found = await ReadAsync(table, cancellationToken);
            if (found.Members.FirstOrDefault(member => member.Item1.Status != SiloStatus.Dead) is not var (silo, etag))
            {
                return isAnyLeft;
            }

            isAnyLeft = true;
            silo.Status = SiloStatus.Dead;
            await TryAsync(() => table.UpdateRowAsync(silo, etag, found.Version.Next(), cancellationToken));
        }
    }

    private static DateTime LastSeen(MembershipEntry silo) => silo.IAmAliveTime > silo.StartTime ? silo.IAmAliveTime : silo.StartTime;

    private static Task<MembershipTableData> ReadAsync(IMembershipTable table, CancellationToken cancellationToken) =>
        TryAsync(() => table.ReadAllAsync(cancellationToken));

    // The provider is bound to one cluster id, so this is another one of the same kind.
    public async Task<IMembershipTable> OpenAsync(string clusterId, CancellationToken cancellationToken)
    {
        var kind = services.GetRequiredService<IMembershipTable>().GetType();
        var id = Options.Create(new ClusterOptions { ClusterId = clusterId, ServiceId = options.Value.ServiceId });
        var table = (IMembershipTable)ActivatorUtilities.CreateInstance(services, kind, id);
        await TryAsync(async () =>
        {
            await table.InitializeMembershipTableAsync(tryInitTableVersion: false, cancellationToken);
            return true;
        });
        return table;
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> access)
    {
        try
        {
            return await access();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new RegistryUnavailableException("The membership of the former cluster can't be read or changed.", mayHaveChanged: false, exception);
        }
    }
}

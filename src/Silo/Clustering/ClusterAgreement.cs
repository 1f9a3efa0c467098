using System.Globalization;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What the silos of a cluster have to agree on besides the storage: the catalog, and what time it is.</summary>
internal sealed partial class ClusterAgreement(
    Catalog catalog,
    IOptions<CatalogOptions> catalogOptions,
    IOptions<ClusterHostOptions> options,
    TimeProvider clock,
    ILogger<ClusterAgreement> logger)
{
    private const string CatalogFact = "catalog";

    /// <exception cref="StartRefusedException">This silo would answer otherwise than the others do.</exception>
    /// <exception cref="RegistryUnavailableException">The storage can't be reached now.</exception>
    public async Task DemandAsync(IRegistryFacts facts)
    {
        await DemandClockAsync(facts);
        await DemandCatalogAsync(facts);
    }

    private async Task DemandClockAsync(IRegistryFacts facts)
    {
        var skew = (clock.GetUtcNow() - await facts.GetClockAsync()).Duration();
        if (skew > options.Value.MaxClockSkew)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The clock of this machine and that of the storage differ by {skew.TotalSeconds:0} s. Set the clock (NTP), or allow it with Cluster:MaxClockSkew (now {options.Value.MaxClockSkew.TotalSeconds:0} s)."));
        }
    }

    private async Task DemandCatalogAsync(IRegistryFacts facts)
    {
        while (await facts.GetOrAddAsync(CatalogFact, catalog.ETag) is var agreed && agreed != catalog.ETag)
        {
            if (!catalogOptions.Value.Replace)
            {
                throw new StartRefusedException(
                    $"The cluster works with another catalog ({agreed}) than this silo ({catalog.ETag}). Give every silo the same Catalog:Path; "
                    + "to change the catalog of the whole cluster, start its silos one after the other with Catalog:Replace=true.");
            }

            if (await facts.TryReplaceAsync(CatalogFact, agreed, catalog.ETag))
            {
                LogReplaced(agreed, catalog.ETag);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cluster's catalog {Before} is replaced by {After}; silos that have the old one can't start any more")]
    private partial void LogReplaced(string before, string after);
}

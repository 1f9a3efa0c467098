using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Creates the tables, finds out whether they can be written, and whose data they hold.</summary>
internal sealed class AzureTablesStartup(
    TableServiceClient service,
    IRegistryFacts facts,
    AzureSubmissionUpgrade submissions,
    IStorageErrors errors,
    IOptions<StorageOptions> storage,
    IOptions<ClusterOptions> cluster) : IStorageStartup
{
    // Of the tables and what lies in them.
    private const string Layout = "1";

    private const string Role = "Storage Table Data Contributor";

    private string Setting => string.IsNullOrWhiteSpace(storage.Value.Endpoint) ? "Storage:ConnectionString" : "Storage:Endpoint";

    private string Where => $"The tables of {service.Uri.GetLeftPart(UriPartial.Path)}";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(AzureTableNames.All.Select(name => service.CreateTableIfNotExistsAsync(name, cancellationToken))).ConfigureAwait(false);
            await TryRightsAsync(cancellationToken).ConfigureAwait(false);
            await CompareAsync().ConfigureAwait(false);
            await submissions.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Explain(exception) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && errors.IsOutage(exception))
        {
            throw errors.ToUnavailable("start", isWrite: false, exception);
        }
    }

    private async Task TryRightsAsync(CancellationToken cancellationToken)
    {
        var row = new TableEntity("start", Guid.NewGuid().ToString("N"));
        var table = service.GetTableClient(AzureTableNames.Facts);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareAsync()
    {
        var serviceId = cluster.Value.ServiceId;
        var owner = await facts.GetOrAddAsync("service-id", serviceId).ConfigureAwait(false);
        if (owner != serviceId)
        {
            throw new StorageStartupException(
                Where,
                $"this is the data of the service id '{owner}', not of '{serviceId}'.",
                $"Set Cluster:ServiceId to '{owner}', or name another storage account ({Setting}).");
        }

        var layout = await facts.GetOrAddAsync("layout", Layout).ConfigureAwait(false);
        if (layout != Layout)
        {
            throw new StorageStartupException(
                Where,
                $"they were written by another version of the registry (layout {layout}, this program knows {Layout}).",
                $"Start that version, or name another storage account ({Setting}).");
        }
    }

    // What trying again does not mend; null for the rest. A time limit of the SDK has the cause among several.
    private StorageStartupException? Explain(Exception exception) => exception switch
    {
        RegistryUnavailableException { InnerException: { } inner } => Explain(inner),
        AggregateException { InnerExceptions: [.., var last] } => Explain(last),
        RequestFailedException { Status: 403 or 401 } failed => new(
            Where,
            $"access is refused ({AzureTablesErrors.Summary(failed)}).",
            $"Correct the key in {Setting}, or give this identity the role '{Role}' on the storage account; look at the account's network rules too.",
            exception),
        RequestFailedException { Status: 400 or 404 or 405 } failed => new(
            Where,
            $"this is no table service that the registry can use ({AzureTablesErrors.Summary(failed)}).",
            $"Correct {Setting}: it must name the table service of a storage account.",
            exception),
        AuthenticationFailedException => new(
            Where,
            "no token can be had for this identity.",
            $"Give the process a managed identity with the role '{Role}' on the storage account, or set Storage:ConnectionString.",
            exception),
        RequestFailedException { Status: 0, InnerException: { } inner } => Explain(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnknownHost(exception),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => UnknownHost(exception),
        _ => null,
    };

    private StorageStartupException UnknownHost(Exception exception) => new(
        Where,
        "there is no host of that name.",
        $"Correct {Setting}, or the name resolution of this machine.",
        exception);
}

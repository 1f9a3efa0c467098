using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Registry.AzureTables;

/// <summary>Grain state in a table: a row per grain and state.</summary>
/// <remarks>
/// A write that finds another ETag than its own, or a row where it expects none, or none where it expects one, is an
/// <see cref="InconsistentStateException"/>; any other fault of the storage is the <see cref="RequestFailedException"/> of the
/// SDK, or an <see cref="AggregateException"/> of such, where no try got an answer. A write that the SDK sent twice, because the first answer was lost, may be reported as inconsistent although it happened,
/// never the other way around: the activation is given up and the next one reads what is stored.
/// </remarks>
internal sealed class AzureTableGrainStorage(
    string name,
    AzureTableStorageOptions options,
    IOptions<ClusterOptions> cluster,
    IActivatorProvider activators) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TableClient table =
        TableRules.Open($"{nameof(AzureTableStorageOptions)} \"{name}\"", options.TableServiceClient, options.TableName);
    private readonly string serviceId = cluster.Value.ServiceId;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        $"{nameof(AzureTableGrainStorage)}-{name}",
        options.InitStage,
        cancellationToken => table.CreateIfNotExistsAsync(cancellationToken));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, default);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = StateRow.Empty(serviceId, stateName, grainId);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var row = found.HasValue ? found.Value : null;
        var bytes = row is null ? null : StateRow.Read(row);

        grainState.RecordExists = bytes is { IsEmpty: false };
        grainState.State = grainState.RecordExists ? options.GrainStorageSerializer.Deserialize<T>(bytes!) : New<T>();
        grainState.ETag = row?.ETag.ToString();
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, default);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var row = StateRow.Empty(serviceId, stateName, grainId);
        StateRow.Fill(row, options.GrainStorageSerializer.Serialize(grainState.State).ToMemory());

        grainState.ETag = await PutAsync(row, grainState.ETag, cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, default);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var row = StateRow.Empty(serviceId, stateName, grainId);
        grainState.ETag = options.DeleteStateOnClear
            ? await DeleteAsync(row, grainState.ETag, cancellationToken).ConfigureAwait(false)
            : await PutAsync(row, grainState.ETag, cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    private T New<T>() => activators.GetActivator<T>().Create();

    // Replaces the row, so that no chunk of a longer state stays behind.
    private Task<string?> PutAsync(TableEntity row, string? etag, CancellationToken cancellationToken) => ChangeAsync(row, etag, async () =>
    {
        var response = string.IsNullOrEmpty(etag)
            ? await table.AddEntityAsync(row, cancellationToken).ConfigureAwait(false)
            : await table.UpdateEntityAsync(row, new ETag(etag), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        return response.Headers.ETag?.ToString();
    });

    // A row that is gone already is as good as deleted.
    private Task<string?> DeleteAsync(TableEntity row, string? etag, CancellationToken cancellationToken) => ChangeAsync(row, etag, async () =>
    {
        if (!string.IsNullOrEmpty(etag))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, new ETag(etag), cancellationToken).ConfigureAwait(false);
        }

        return null;
    });

    private static async Task<string?> ChangeAsync(TableEntity row, string? etag, Func<Task<string?>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (RequestFailedException fault) when (fault.IsLostRace)
        {
            // What ETag is stored instead, the answer does not say.
            throw new InconsistentStateException(
                $"The state {row.PartitionKey} {row.RowKey} was changed by somebody else ({fault.Status} {fault.ErrorCode}).",
                "unknown",
                etag ?? "none",
                fault);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The stored state of apps and installations, read and written without their grains.</summary>
internal sealed class RegistryStates(IGrainStorage storage)
{
    /// <summary>The state without the remembered answer to its last request; null where there is none.</summary>
    public async Task<StoredState<InstallationRecord, InstallationChange>?> ReadAsync(InstallationKey key) =>
        WithoutAnswer(await ReadAsync<StoredState<InstallationRecord, InstallationChange>>(StorageNames.InstallationState, StoredGrain.Of(key)));

    /// <inheritdoc cref="ReadAsync(InstallationKey)"/>
    public async Task<StoredState<AppRecord, AppVersion>?> ReadAsync(AppId app) =>
        WithoutAnswer(await ReadAsync<StoredState<AppRecord, AppVersion>>(StorageNames.AppState, StoredGrain.Of(app)));

    /// <summary>What its tokens that expire look like; null where that was never stored.</summary>
    public Task<TokenPairs?> ReadTokensAsync(InstallationKey key) => ReadAsync<TokenPairs>(StorageNames.TokenPairsState, StoredGrain.Of(key));

    public async Task<AppUsage> ReadUsageAsync(AppId app) =>
        await ReadAsync<AppUsage>(StorageNames.AppUsageState, StoredGrain.Of(app)) ?? new();

    public async Task<AuditLogState> ReadAsync(AuditTenant tenant) => await ReadAsync<AuditLogState>(StorageNames.AuditLogState, StoredGrain.Of(tenant)) ?? new();

    /// <returns>False where another state is stored already.</returns>
    public Task<bool> AddAsync(InstallationKey key, StoredState<InstallationRecord, InstallationChange> state) =>
        AddAsync(StorageNames.InstallationState, StoredGrain.Of(key), state, StateJson.Default.StoredStateInstallationRecordInstallationChange);

    /// <inheritdoc cref="AddAsync(InstallationKey, StoredState{InstallationRecord, InstallationChange})"/>
    public Task<bool> AddTokensAsync(InstallationKey key, TokenPairs tokens) =>
        AddAsync(StorageNames.TokenPairsState, StoredGrain.Of(key), tokens, StateJson.Default.TokenPairs);

    /// <inheritdoc cref="AddAsync(InstallationKey, StoredState{InstallationRecord, InstallationChange})"/>
    public Task<bool> AddAsync(AppId app, StoredState<AppRecord, AppVersion> state) =>
        AddAsync(StorageNames.AppState, StoredGrain.Of(app), state, StateJson.Default.StoredStateAppRecordAppVersion);

    /// <inheritdoc cref="AddAsync(InstallationKey, StoredState{InstallationRecord, InstallationChange})"/>
    public Task<bool> AddUsageAsync(AppId app, AppUsage usage) =>
        AddAsync(StorageNames.AppUsageState, StoredGrain.Of(app), usage, StateJson.Default.AppUsage);

    /// <inheritdoc cref="AddAsync(InstallationKey, StoredState{InstallationRecord, InstallationChange})"/>
    public Task<bool> AddAsync(AuditTenant tenant, AuditLogState state) =>
        AddAsync(StorageNames.AuditLogState, StoredGrain.Of(tenant), state, StateJson.Default.AuditLogState);

    private static StoredState<TRecord, TChange>? WithoutAnswer<TRecord, TChange>(StoredState<TRecord, TChange>? state)
        where TRecord : class
        where TChange : class => state?.Record is null ? null : new() { Record = state.Record, LastChange = state.LastChange };

    private async Task<T?> ReadAsync<T>(string name, GrainId grain)
        where T : class, new()
    {
        var state = new GrainState<T>(new());
        await storage.ReadStateAsync(name, grain, state);
        return state.RecordExists ? state.State : null;
    }

    // A first write, which the storage refuses where there is something: then that has to be the very same, from an
    // import before or from a write whose answer was lost.
    private async Task<bool> AddAsync<T>(string name, GrainId grain, T value, JsonTypeInfo<T> json)
        where T : class, new()
    {
        try
        {
            await storage.WriteStateAsync(name, grain, new GrainState<T>(value));
            return true;
        }
        catch (InconsistentStateException)
        {
            var found = await ReadAsync<T>(name, grain);
            return found is not null && JsonSerializer.Serialize(found, json) == JsonSerializer.Serialize(value, json);
        }
    }
}

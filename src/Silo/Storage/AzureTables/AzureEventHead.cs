using Azure;
using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// The head of a workspace's events. Events are written in one batch with it, on the condition that it is as it was read:
/// who changes it keeps all events out that were on their way.
/// </summary>
/// <param name="Sequence">Of the last event.</param>
/// <param name="Token">The call that added it.</param>
/// <param name="Hour">The last hour that was recorded for the cleaner.</param>
/// <param name="IdHour">The same, of the expiry of ids.</param>
/// <param name="ETag">Null where there is no row.</param>
internal sealed record AzureEventHead(long Sequence, string? Token, string? Hour, string? IdHour, ETag? ETag)
{
    private const string SequenceProperty = "Sequence";

    private const string TokenProperty = "Token";

    private const string HourProperty = "Hour";

    private const string IdHourProperty = "IdHour";

    public static async Task<AzureEventHead> ReadAsync(TableClient table, WorkspaceId workspace)
    {
        var row = await AzureTables.FindAsync(table, workspace.Value, AzureEventKey.Head).ConfigureAwait(false);
        return row is null
            ? new(0, null, null, null, null)
            : new(row.GetInt64(SequenceProperty)!.Value, row.GetString(TokenProperty), row.GetString(HourProperty), row.GetString(IdHourProperty), row.ETag);
    }

    /// <summary>Keeps events out that are on their way.</summary>
    public Task<bool> TryTouchAsync(TableClient table, WorkspaceId workspace) => AzureWrites.TryPutAsync(table, Row(workspace), ETag);

    public TableTransactionAction Write(WorkspaceId workspace) => ETag is { } known
        ? new(TableTransactionActionType.UpdateReplace, Row(workspace), known)
        : new(TableTransactionActionType.Add, Row(workspace));

    private TableEntity Row(WorkspaceId workspace) => new(workspace.Value, AzureEventKey.Head)
    {
        [SequenceProperty] = Sequence,
        [TokenProperty] = Token,
        [HourProperty] = Hour,
        [IdHourProperty] = IdHour,
    };
}

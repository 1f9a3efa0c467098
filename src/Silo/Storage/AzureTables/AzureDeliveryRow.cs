using System.Text.Json;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// The two rows of a delivery: one while it is pending, beside its event, and one that lists it. The first one decides: a
/// delivery is pending as long as it is there, whatever the list says.
/// </summary>
internal static class AzureDeliveryRow
{
    public const string Sequence = "Sequence";

    public const string Workspace = "Workspace";

    public const string Topic = "Topic";

    public const string Status = "Status";

    /// <summary>Set on a pending row that was written before its event: it counts for nothing where there is no event of the same call.</summary>
    public const string IsAhead = "IsAhead";

    private const string Record = "Record";

    /// <param name="aheadOf">The call whose event is to follow; null for a row that is written in one batch with its event, or after it.</param>
    public static TableEntity Pending(Delivery delivery, string? aheadOf = null)
    {
        var row = new TableEntity(delivery.Id.Workspace.Value, AzureEventKey.Pending(delivery.App, delivery.Id.Sequence))
        {
            [Sequence] = delivery.Id.Sequence,
        };
        if (aheadOf is not null)
        {
            row[IsAhead] = true;
            row[AzureEventRow.Token] = aheadOf;
        }

        Write(row, delivery);
        return row;
    }

    public static TableEntity Listed(Delivery delivery)
    {
        var row = new TableEntity(AzureEventKey.Partition(delivery.App, delivery.Id.Workspace), AzureEventKey.Newest(delivery.Id))
        {
            [Sequence] = delivery.Id.Sequence,
            [Workspace] = delivery.Id.Workspace.Value,
            [Topic] = delivery.Topic.Value,
            [Status] = (int)delivery.Status,
        };
        Write(row, delivery);
        return row;
    }

    public static Delivery Read(TableEntity row) => JsonSerializer.Deserialize(EntityPayload.Read(row, Record), StateJson.Default.Delivery)!;

    public static long SequenceOf(TableEntity row) => row.GetInt64(Sequence)!.Value;

    private static void Write(TableEntity row, Delivery delivery) =>
        EntityPayload.Write(row, Record, JsonSerializer.SerializeToUtf8Bytes(delivery, StateJson.Default.Delivery));
}

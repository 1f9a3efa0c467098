using System.Text;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The rows of events and of their ids.</summary>
internal static class AzureEventRow
{
    public const string Token = "Token";

    public const string ExpiresAt = "ExpiresAt";

    private const string EventId = "EventId";

    private const string Topic = "Topic";

    private const string CreatedAt = "CreatedAt";

    private const string Item = "Item";

    private const string Recipients = "Recipients";

    private const string Fingerprint = "Fingerprint";

    private const string Deliveries = "Deliveries";

    /// <summary>The properties that say who got it, without what they got.</summary>
    public static string[] WithoutItem { get; } = ["RowKey", Recipients, $"{Recipients}1", $"{Recipients}2", $"{Recipients}3"];

    /// <param name="token">The call that adds it; deliveries that were written before it have the same.</param>
    public static TableEntity Of(StoredEvent added, string token)
    {
        var row = new TableEntity(added.Id.Workspace.Value, AzureEventKey.Event(added.Id.Sequence))
        {
            [Token] = token,
            [EventId] = added.EventId,
            [Topic] = added.Topic.Value,
            [CreatedAt] = added.CreatedAt.UtcTicks,
        };
        EntityPayload.Write(row, Item, added.Item);
        EntityPayload.Write(row, Recipients, Encoding.UTF8.GetBytes(string.Join(' ', added.Recipients)));
        return row;
    }

    public static byte[] ItemOf(TableEntity row) => EntityPayload.Read(row, Item)!;

    public static IEnumerable<AppId> RecipientsOf(TableEntity row) => Encoding.UTF8.GetString(EntityPayload.Read(row, Recipients)!)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(app => AppId.Parse(app));

    public static TableEntity IdOf(StoredEvent added) => new(added.Id.Workspace.Value, AzureEventKey.Id(added.EventId))
    {
        [EventId] = added.EventId,
        [Fingerprint] = added.Fingerprint,
        [Deliveries] = added.Recipients.Length,
        [ExpiresAt] = added.IdExpiresAt!.Value.UtcTicks,
    };

    public static AcceptedEvent Accepted(TableEntity row) => new(
        row.GetString(Fingerprint),
        row.GetInt32(Deliveries)!.Value,
        new(row.GetInt64(ExpiresAt)!.Value, TimeSpan.Zero));
}

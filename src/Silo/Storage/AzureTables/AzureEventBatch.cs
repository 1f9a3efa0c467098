using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>The next events that fit into one batch with the head: one at least.</summary>
/// <param name="Count">How many events.</param>
/// <param name="Ahead">Pending deliveries of an event that has more of them than a batch can hold: to be written before.</param>
/// <param name="Together">What goes into the batch.</param>
internal sealed record AzureEventBatch(int Count, ImmutableArray<TableEntity> Ahead, ImmutableArray<TableEntity> Together)
{
    // Beside the head.
    private const int MostRows = AzureWrites.MostInBatch - 1;

    // A request has 4 MiB, and bytes become longer by a third on the way.
    private const int MostBytes = 2 * 1024 * 1024;

    // A delivery with its name and all that is around it, generously.
    private const int DeliveryBytes = 4 * 1024;

    public static AzureEventBatch Take(ImmutableArray<StoredEvent> events, string token)
    {
        var count = 1;
        for (var (rows, bytes) = (Rows(events[0]), Bytes(events[0])); count < events.Length; count++)
        {
            (rows, bytes) = (rows + Rows(events[count]), bytes + Bytes(events[count]));
            if (rows > MostRows || bytes > MostBytes)
            {
                break;
            }
        }

        var taken = events[..count];

        // A batch must not write a row twice: the last one counts.
        var ids = taken.Where(each => each.IdExpiresAt is not null).GroupBy(each => each.EventId).Select(each => AzureEventRow.IdOf(each.Last()));
        var ahead = Math.Max(0, Rows(events[0]) - MostRows);
        return new(
            count,
            [.. events[0].Recipients.Take(ahead).Select(app => AzureDeliveryRow.Pending(events[0].DeliveryTo(app), token))],
            [
                .. taken.Select(each => AzureEventRow.Of(each, token)),
                .. ids,
                .. taken.SelectMany(each => each.Recipients.Select(each.DeliveryTo)).Skip(ahead).Select(each => AzureDeliveryRow.Pending(each)),
            ]);
    }

    private static int Rows(StoredEvent each) => (each.IdExpiresAt is null ? 1 : 2) + each.Recipients.Length;

    private static int Bytes(StoredEvent each) => each.Item.Length + (Math.Min(each.Recipients.Length, MostRows) * DeliveryBytes);
}

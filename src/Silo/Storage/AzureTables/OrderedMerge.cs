using Azure.Data.Tables;

namespace Registry.Silo;

/// <summary>Rows of several partitions in one order. Reads no further in a partition than it has to.</summary>
internal static class OrderedMerge
{
    public static async IAsyncEnumerable<TableEntity> ByRowKey(IEnumerable<IAsyncEnumerable<TableEntity>> partitions)
    {
        var heads = partitions.Select(rows => rows.GetAsyncEnumerator()).ToArray();
        try
        {
            var hasRow = await Task.WhenAll(heads.Select(head => head.MoveNextAsync().AsTask())).ConfigureAwait(false);
            var queue = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
            queue.EnqueueRange(heads.Where((_, i) => hasRow[i]).Select(head => (head, head.Current.RowKey)));
            while (queue.TryDequeue(out var head, out _))
            {
                yield return head.Current;
                if (await head.MoveNextAsync().ConfigureAwait(false))
                {
                    queue.Enqueue(head, head.Current.RowKey);
                }
            }
        }
        finally
        {
            foreach (var head in heads)
            {
                await head.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

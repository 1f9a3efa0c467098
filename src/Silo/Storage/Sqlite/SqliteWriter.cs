using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>
/// Writes to our own tables: whatever is waiting goes into one transaction, so that many writers share the cost of one
/// sync. Each write is durable when its task completes.
/// </summary>
internal sealed class SqliteWriter(SqliteDatabase database)
{
    // Keeps the turn short for the writes of grain state that wait for it.
    private const int MaxBatch = 256;

    private readonly ConcurrentQueue<Pending> queue = new();
    private int isRunning;

    /// <returns>How many rows changed.</returns>
    public Task<int> WriteAsync(SqliteStatement statement)
    {
        var pending = new Pending(statement);
        queue.Enqueue(pending);
        StartIfIdle();
        return pending.Completion.Task;
    }

    private void StartIfIdle()
    {
        if (Interlocked.CompareExchange(ref isRunning, 1, 0) == 0)
        {
            // On the thread pool: SQLite blocks, and the caller may be a grain that has checks to answer.
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        while (!queue.IsEmpty)
        {
            await WriteBatchAsync().ConfigureAwait(false);
        }

        Volatile.Write(ref isRunning, 0);

        // Something may have come in between the last look at the queue and the line above.
        if (!queue.IsEmpty)
        {
            StartIfIdle();
        }
    }

    private async Task WriteBatchAsync()
    {
        List<Pending> batch = [];
        try
        {
            // The batch is taken after the turn has come: what arrives during the wait shares the transaction.
            using (await database.Gate.EnterAsync().ConfigureAwait(false))
            {
                TakeInto(batch, MaxBatch);
                Commit(batch);
            }
        }
        catch (Exception exception)
        {
            TakeInto(batch, batch.Count == 0 ? int.MaxValue : 0);
            batch.ForEach(pending => pending.Completion.TrySetException(exception));
            return;
        }

        batch.ForEach(pending => pending.Completion.TrySetResult(pending.Changes));
    }

    private void TakeInto(List<Pending> batch, int limit)
    {
        while (batch.Count < limit && queue.TryDequeue(out var pending))
        {
            batch.Add(pending);
        }
    }

    private void Commit(List<Pending> batch)
    {
        using var connection = database.Source.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var pending in batch)
        {
            pending.Execute(connection);
        }

        transaction.Commit();
    }

    private sealed class Pending(SqliteStatement statement)
    {
        public TaskCompletionSource<int> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Changes { get; private set; }

        public void Execute(SqliteConnection connection) => Changes = statement.Execute(connection);
    }
}

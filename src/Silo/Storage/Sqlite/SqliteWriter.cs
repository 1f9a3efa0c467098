using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

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
        return pending.Completion;
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
        // Those that come later have not waited their time yet.
        var waiting = queue.Count;
        IDisposable turn;
        try
        {
            turn = await database.Gate.EnterAsync().ConfigureAwait(false);
        }
        catch (RegistryUnavailableException exception)
        {
            Take(waiting).ForEach(pending => pending.Fail(exception));
            return;
        }

        using (turn)
        {
            // Taken only now: what arrived during the wait shares the transaction.
            var batch = Take(MaxBatch);
            try
            {
                Commit(batch);
            }
            catch (Exception exception)
            {
                batch.ForEach(pending => pending.Fail(exception));
                return;
            }

            batch.ForEach(pending => pending.Succeed());
        }
    }

    private List<Pending> Take(int limit)
    {
        List<Pending> taken = [];
        while (taken.Count < limit && queue.TryDequeue(out var pending))
        {
            taken.Add(pending);
        }

        return taken;
    }

    private void Commit(List<Pending> batch)
    {
        using var connection = database.Source.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var commands = new SqliteCommands(connection);
        foreach (var pending in batch)
        {
            pending.Execute(commands);
        }

        transaction.Commit();
    }

    private sealed class Pending(SqliteStatement statement)
    {
        private readonly TaskCompletionSource<int> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int changes;

        public Task<int> Completion => completion.Task;

        public void Execute(SqliteCommands commands) => changes = commands.Execute(statement);

        public void Succeed() => completion.SetResult(changes);

        public void Fail(Exception exception) => completion.SetException(exception);
    }
}

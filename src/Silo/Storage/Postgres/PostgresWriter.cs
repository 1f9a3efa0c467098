using Npgsql;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Writes to our own tables: whatever is waiting goes to the server together and as one transaction, so that many writers
/// share one round trip and one sync. Each write is durable when its task completes.
/// </summary>
internal sealed class PostgresWriter(PostgresDatabase database, TimeProvider clock)
{
    // While the server syncs one batch it can work on another.
    private const int MaxAtOnce = 2;

    private const int MaxBatch = 64;

    private readonly Lock gate = new();
    private readonly Queue<Pending> queue = new();
    private int running;

    /// <returns>How many rows changed.</returns>
    public Task<int> WriteAsync(PostgresStatement statement)
    {
        var pending = new Pending(statement, clock.GetTimestamp());
        lock (gate)
        {
            queue.Enqueue(pending);
            if (running == MaxAtOnce)
            {
                return pending.Completion;
            }

            running++;
        }

        _ = Task.Run(RunAsync);
        return pending.Completion;
    }

    private async Task RunAsync()
    {
        while (TakeOrEnd() is { } batch)
        {
            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    // In one step, so that nothing can come in between the last look at the queue and the end.
    private List<Pending>? TakeOrEnd()
    {
        lock (gate)
        {
            var batch = Take();
            if (batch.Count > 0)
            {
                return batch;
            }

            running--;
            return null;
        }
    }

    private List<Pending> Take()
    {
        List<Pending> taken = [];
        while (taken.Count < MaxBatch && queue.TryDequeue(out var pending))
        {
            // A server that does not answer would make each one wait for the time limits of all before it.
            if (clock.GetElapsedTime(pending.Since) > database.Patience)
            {
                pending.Fail(new RegistryUnavailableException($"A write waited longer than {database.Patience} for its turn.", mayHaveChanged: false));
            }
            else
            {
                taken.Add(pending);
            }
        }

        return taken;
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        try
        {
            var changes = await ExecuteAsync(batch).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Succeed(changes[i]);
            }
        }
        catch (PostgresException exception) when (batch.Count > 1 && PostgresErrors.IsFaultOfOneStatement(exception))
        {
            // One of them took all others back with it: now each stands for itself.
            foreach (var pending in batch)
            {
                await WriteAsync([pending]).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(pending => pending.Fail(exception));
        }
    }

    private async Task<int[]> ExecuteAsync(List<Pending> batch)
    {
        await using var connection = await database.OpenForWriteAsync().ConfigureAwait(false);
        await using var together = new NpgsqlBatch(connection);
        var commands = batch.ConvertAll(pending => pending.Statement.CreateBatchCommand());
        commands.ForEach(together.BatchCommands.Add);
        await together.ExecuteNonQueryAsync().ConfigureAwait(false);
        return [.. commands.Select(command => command.RecordsAffected)];
    }

    private sealed class Pending(PostgresStatement statement, long since)
    {
        private readonly TaskCompletionSource<int> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PostgresStatement Statement => statement;

        public long Since => since;

        public Task<int> Completion => completion.Task;

        public void Succeed(int changes) => completion.SetResult(changes);

        public void Fail(Exception exception) => completion.SetException(exception);
    }
}

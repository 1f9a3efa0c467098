using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Lets one writer at a time in: SQLite makes others wait by polling, which is slow and unfair.</summary>
#pragma warning disable CA1001 // The semaphore holds nothing to free, and a late writer must find the gate closed rather than broken.
internal sealed class SqliteGate(string path, TimeSpan patience)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the turn; disposing the result passes it on.</summary>
    /// <exception cref="RegistryUnavailableException">It was not this writer's turn in time, or the file is gone.</exception>
    public async Task<IDisposable> EnterAsync()
    {
        if (!await turn.WaitAsync(patience).ConfigureAwait(false))
        {
            throw new RegistryUnavailableException($"A write waited longer than {patience} for its turn.", mayHaveChanged: false);
        }

        // Open connections would write on into a file that was moved away or deleted, and all of that would be lost.
        if (!File.Exists(path))
        {
            turn.Release();
            throw new RegistryUnavailableException($"The database file {path} is gone.", mayHaveChanged: false);
        }

        return new Turn(turn);
    }

    /// <summary>Waits for the writer that is inside, as long as a writer would, and lets no other in.</summary>
    public void Close() => turn.Wait(patience);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private int passed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref passed, 1) == 0)
            {
                turn.Release();
            }
        }
    }
}

using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>The database file of a data directory. From <see cref="Open"/> until it is disposed the directory belongs to this process.</summary>
internal sealed class SqliteDatabase : IStorageStartup, IDisposable
{
    public const string FileName = "registry.db";

    private readonly string directory;
    private readonly string serviceId;
    private readonly TimeSpan busyTimeout;
    private int isDisposed;
    private DirectoryLock? directoryLock;

    public SqliteDatabase(string directory, string serviceId, TimeSpan busyTimeout)
    {
        this.directory = System.IO.Path.GetFullPath(directory);
        this.serviceId = serviceId;
        this.busyTimeout = busyTimeout;
        Path = System.IO.Path.Combine(this.directory, FileName);
        Gate = new(Path, busyTimeout);

        // A file that disappears while the registry runs is a fault, so it must not be made anew. Connections that are
        // open do not notice; the gate does.
        Source = new(Path, SqliteOpenMode.ReadWrite, busyTimeout);
    }

    public string Path { get; }

    public SqliteDataSource Source { get; }

    public SqliteGate Gate { get; }

    /// <summary>Takes the directory and prepares its file; both are made where they do not exist.</summary>
    /// <exception cref="StorageStartupException">Another process has the directory, it holds the data of another service id, or directory or file can't be used.</exception>
    public void Open()
    {
        var taken = DirectoryLock.Take(directory);
        try
        {
            SqliteSchema.Prepare(Path, serviceId, busyTimeout);
            directoryLock = taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    /// <remarks>The container disposes it once for each service that it is.</remarks>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        Gate.Close();
        Source.Dispose();
        directoryLock?.Dispose();
    }
}

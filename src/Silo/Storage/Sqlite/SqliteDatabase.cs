using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>The open database file of a data directory, which belongs to this process until it is disposed.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    public const string FileName = "registry.db";

    private readonly DirectoryLock directoryLock;

    private SqliteDatabase(string path, TimeSpan busyTimeout, DirectoryLock directoryLock)
    {
        Path = path;
        this.directoryLock = directoryLock;
        Gate = new(busyTimeout);

        // A file that disappears while the registry runs is a fault, so it must not be made anew.
        Source = new(path, SqliteOpenMode.ReadWrite, busyTimeout);
    }

    public string Path { get; }

    public SqliteDataSource Source { get; }

    public SqliteGate Gate { get; }

    /// <summary>Takes the directory and opens its file; both are made where they do not exist.</summary>
    /// <exception cref="StorageStartupException">Another process has the directory, or directory or file can't be used.</exception>
    public static SqliteDatabase Open(string directory, TimeSpan busyTimeout)
    {
        var directoryLock = DirectoryLock.Take(System.IO.Path.GetFullPath(directory));
        var path = System.IO.Path.Combine(directoryLock.Directory, FileName);
        try
        {
            SqliteSchema.Prepare(path, busyTimeout);
            return new(path, busyTimeout, directoryLock);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Gate.Dispose();
        Source.Dispose();
        directoryLock.Dispose();
    }
}

namespace Registry.Silo;

/// <summary>Makes a data directory belong to one process. The operating system ends it with the process, however that ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "registry.lock";

    private readonly FileStream file;

    private DirectoryLock(FileStream file) => this.file = file;

    public static DirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, exception);
        }

        var path = Path.Combine(directory, FileName);
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new StorageStartupException(
                directory,
                "another process uses this data directory.",
                "Stop that process, or give this one a directory of its own (Storage:Path).",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, exception);
        }
    }

    public void Dispose() => file.Dispose();

    // What .NET makes of a file that is locked: EAGAIN on Linux and on macOS, a sharing violation on Windows.
    private static bool IsTaken(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static StorageStartupException Unusable(string directory, Exception exception) => new(
        directory,
        $"this data directory can't be written to ({exception.Message}).",
        "Give this user the right to write there, or name another directory (Storage:Path).",
        exception);
}

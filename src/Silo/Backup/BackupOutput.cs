namespace Registry.Silo;

/// <summary>Where an export goes: a file that is there only once it is complete, or the standard output.</summary>
internal sealed class BackupOutput : IAsyncDisposable
{
    private readonly string? path;

    private BackupOutput(string? path, Stream stream) => (this.path, Stream) = (path, stream);

    public Stream Stream { get; }

    private string PartialPath => Partial(path!);

    public static BackupOutput Create(string file, Func<Stream> standardOutput)
    {
        if (file == BackupInput.Standard)
        {
            return new(null, standardOutput());
        }

        var path = Path.GetFullPath(file);
        try
        {
            return new(path, new FileStream(Partial(path), Options()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} can't be written: {exception.Message}", exception);
        }
    }

    /// <summary>Puts the file in its place. One of that name is replaced.</summary>
    public async Task CompleteAsync()
    {
        if (Stream is FileStream file && path is not null)
        {
            file.Flush(flushToDisk: true);
            await file.DisposeAsync();
            File.Move(PartialPath, path, overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (path is not null)
        {
            File.Delete(PartialPath);
        }
    }

    private static string Partial(string path) => $"{path}.partial";

    // It holds what all tenants own.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

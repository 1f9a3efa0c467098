namespace Registry.Silo;

/// <summary>A backup that can be read more than once: a file, or the standard input, which is put into one for that time.</summary>
internal sealed class BackupInput : IAsyncDisposable
{
    public const string Standard = "-";

    private readonly string path;
    private readonly bool isOurs;

    private BackupInput(string path, bool isOurs) => (this.path, this.isOurs) = (path, isOurs);

    public static async Task<BackupInput> OpenAsync(string file, Func<Stream> standardInput)
    {
        if (file != Standard)
        {
            return new(Path.GetFullPath(file), isOurs: false);
        }

        // Readable by its owner only.
        var input = new BackupInput(Path.GetTempFileName(), isOurs: true);
        try
        {
            await using var source = standardInput();
            await using var copy = new FileStream(input.path, FileMode.Truncate, FileAccess.Write);
            await source.CopyToAsync(copy);
            return input;
        }
        catch
        {
            await input.DisposeAsync();
            throw;
        }
    }

    public Stream Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (isOurs)
        {
            File.Delete(path);
        }

        return ValueTask.CompletedTask;
    }
}

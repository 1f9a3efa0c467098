namespace Registry.Silo.Tests;

/// <summary>An empty directory that is gone after the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("registry-").FullName;

    public string Database => System.IO.Path.Combine(Path, SqliteDatabase.FileName);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

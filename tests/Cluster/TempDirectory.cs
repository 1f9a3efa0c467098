namespace Registry.Cluster.Tests;

/// <summary>A folder of the test's own, deleted at the end.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("registry-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

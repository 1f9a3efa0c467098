namespace Registry.Api.Tests;

/// <summary>A directory of a test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("registry-api-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

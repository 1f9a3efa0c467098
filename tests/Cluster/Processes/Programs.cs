namespace Registry.Cluster.Tests;

/// <summary>The programs of one commit.</summary>
/// <param name="Silo">That of a silo.</param>
/// <param name="Api">That of the HTTP API.</param>
internal sealed record Programs(string Silo, string Api)
{
    public static Programs Current { get; } = new(RegistryProcess.SiloAssembly, RegistryProcess.ApiAssembly);

    /// <summary>Those that were built in another checkout.</summary>
    public static Programs In(string repository) => new(Moved(Current.Silo, repository), Moved(Current.Api, repository));

    private static string Moved(string program, string repository) =>
        Path.Combine(repository, Path.GetRelativePath(RegistryProcess.RepositoryFile("."), program));
}

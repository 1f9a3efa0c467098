namespace Registry.Cluster.Tests;

/// <summary>A storage that a cluster can share, with nothing in it at first.</summary>
internal interface IClusterStorage : IAsyncDisposable
{
    /// <summary>Where it listens, on 127.0.0.1.</summary>
    int Port { get; }

    /// <summary>The settings of a process that uses it.</summary>
    /// <param name="port">Its own port, or that of a proxy before it.</param>
    IEnumerable<KeyValuePair<string, string>> Settings(int port);

    /// <summary>Whether the membership table says that the silo on this port is dead.</summary>
    Task<bool> IsDeclaredDeadAsync(int siloPort);
}

using System.Net;

namespace Registry.Silo;

/// <summary>Looks up the addresses of a host.</summary>
internal interface IHostLookup
{
    /// <exception cref="System.Net.Sockets.SocketException">The name does not resolve.</exception>
    Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken);
}

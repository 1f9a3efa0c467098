using System.Net;

namespace Registry.Silo;

/// <summary>Asks the resolver of the operating system.</summary>
internal sealed class SystemHostLookup : IHostLookup
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}

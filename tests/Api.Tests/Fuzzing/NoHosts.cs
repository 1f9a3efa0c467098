using System.Net;
using System.Net.Sockets;
using Registry.Silo;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>No name resolves: whatever address an app is given, nothing leaves this machine.</summary>
internal sealed class NoHosts : IHostLookup
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken) => IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)
        ? Task.FromResult<IPAddress[]>([address])
        : throw new SocketException((int)SocketError.HostNotFound);
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Registry.Silo.Tests;

/// <summary>A resolver whose answers a test sets and changes.</summary>
internal sealed class TestLookup : IHostLookup
{
    private readonly ConcurrentDictionary<string, IPAddress[]> hosts = new();

    public int Calls { get; private set; }

    public void Set(string host, params string[] addresses) => hosts[host] = [.. addresses.Select(IPAddress.Parse)];

    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        Calls++;
        return hosts.TryGetValue(host, out var addresses) ? Task.FromResult(addresses) : throw new SocketException((int)SocketError.HostNotFound);
    }
}

using System.Net;
using System.Net.Sockets;

namespace Registry.Servers;

/// <summary>
/// A TCP port of 127.0.0.1 that nobody listens on, below those that the system gives to outgoing connections (32768 and up):
/// with thousands of these, one would take a port between the moment it is found free and the start, or restart, of the
/// server that shall have it.
/// </summary>
public static class FreePort
{
    private const int First = 15_000;
    private const int End = 32_000;

    /// <summary>Finds one. Another program may take it before it is used: then try again.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}

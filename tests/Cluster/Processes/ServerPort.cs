using System.Net;
using System.Net.Sockets;

namespace Registry.Cluster.Tests;

/// <summary>
/// Ports of 127.0.0.1 below those that the system gives to outgoing connections (32768 and up): with thousands of these, one
/// would take a port between the moment it is found free and the start, or restart, of the server that shall have it.
/// </summary>
internal static class ServerPort
{
    private const int First = 15_000;
    private const int End = 32_000;

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

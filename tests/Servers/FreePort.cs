using System.Net;
using System.Net.Sockets;

namespace Registry.Servers;

/// <summary>A TCP port of 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Finds one. Another program may take it before it is used: then try again.</summary>
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

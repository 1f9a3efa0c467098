using System.Net;
using System.Net.Sockets;

namespace Registry.Silo;

/// <summary>
/// Orleans refuses port 0, so a free port has to be found for it. With a port of its own, a silo that is alone never
/// meets another one on the same machine.
/// </summary>
internal static class LoopbackPort
{
    public static int FindFree()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

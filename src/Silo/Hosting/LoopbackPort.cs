using System.Net;
using System.Net.Sockets;

namespace Registry.Silo;

/// <summary>
/// Orleans refuses port 0, so a free port has to be found for it. With a port of its own, a silo that is alone never
/// meets another one on the same machine.
/// </summary>
internal static class LoopbackPort
{
    // Below the ports that operating systems give to outgoing connections: one of those could take a port that was
    // found free before the silo does.
    private const int First = 10_000;
    private const int Last = 32_767;

    public static int FindFree()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last + 1);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Taken: try another.
            }
        }
    }
}

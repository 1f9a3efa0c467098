using System.Collections.Concurrent;
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

    // A port that was found is free until its server has started: two ports of one server are found before either is taken.
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>Finds one that this process was not given before. Another program may take it before it is used: then try again.</summary>
    /// <exception cref="InvalidOperationException">This process was given all there are.</exception>
    public static int Find()
    {
        while (Given.Count < End - First)
        {
            var port = Random.Shared.Next(First, End);
            if (!Given.TryAdd(port, true))
            {
                continue;
            }

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

        throw new InvalidOperationException($"All ports from {First} to {End - 1} have been used by this process.");
    }
}

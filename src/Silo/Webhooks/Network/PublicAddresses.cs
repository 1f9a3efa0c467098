using System.Net;
using System.Net.Sockets;

namespace Registry.Silo;

/// <summary>
/// Which addresses are somebody's on the public internet, by the special-purpose registries of IANA (RFC 6890 and its
/// updates).
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] SpecialIPv4 = Networks(
        "0.0.0.0/8", // this network
        "10.0.0.0/8", // private
        "100.64.0.0/10", // shared by carriers
        "127.0.0.0/8", // loopback
        "168.63.129.16/32", // the platform of Azure, seen from a virtual machine
        "169.254.0.0/16", // link-local, and the metadata services of clouds
        "172.16.0.0/12", // private
        "192.0.0.0/24", // protocol assignments
        "192.0.2.0/24", // documentation
        "192.88.99.0/24", // relays of 6to4
        "192.168.0.0/16", // private
        "198.18.0.0/15", // benchmarks
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"); // reserved, and broadcast

    // Everything outside of it is loopback, private, link-local, multicast, mapped or not assigned.
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialIPv6 = Networks(
        "2001::/23", // protocol assignments, Teredo among them
        "2001:db8::/32", // documentation
        "2002::/16", // 6to4
        "3fff::/20"); // documentation

    // What an IPv4 host looks like in a network that has IPv6 only.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address) => Normalize(address) is { AddressFamily: AddressFamily.InterNetwork } four
        ? !SpecialIPv4.Any(network => network.Contains(four))
        : GlobalIPv6.Contains(address) && !SpecialIPv6.Any(network => network.Contains(address));

    /// <summary>The IPv4 address that an IPv6 address stands for; others as they are.</summary>
    public static IPAddress Normalize(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(network => IPNetwork.Parse(network))];
}

using System.Net;
using System.Net.Sockets;

namespace FlowKit.Http;

/// <summary>Tells public addresses from those that lead into a host, its network or its cloud (RFC 6890 and its successors).</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),

        // The metadata and DNS service of Azure, the one such address that lies in public space.
        .. Networks("168.63.129.16/32"),

        // Within 2000::/3: protocol assignments with Teredo, documentation, discarded, 6to4 (which carries any IPv4 address).
        .. Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork TranslatedIPv4 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Contains(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address = new IPAddress(address.GetAddressBytes());
            if (TranslatedIPv4.Contains(address))
            {
                return Contains(new IPAddress(address.GetAddressBytes().AsSpan(12)));
            }

            if (!GlobalUnicast.Contains(address))
            {
                return false;
            }
        }

        return !NotPublic.Any(network => network.Contains(address));
    }

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(network => IPNetwork.Parse(network));
}

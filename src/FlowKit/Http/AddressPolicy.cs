namespace FlowKit.Http;

/// <summary>Which addresses HTTP tasks may call. Checked after name resolution, when the connection is made.</summary>
public enum AddressPolicy
{
    /// <summary>Every address: for flows the host's own people write.</summary>
    AllowAll,

    /// <summary>
    /// Public addresses only, for flows that may come from somebody else: loopback, private, link-local, multicast and reserved addresses and
    /// the metadata services of clouds are refused, in IPv4, in IPv6 and as IPv4 inside IPv6. Proxies of the environment are not used.
    /// </summary>
    PublicOnly,
}

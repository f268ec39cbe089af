using Microsoft.AspNetCore.Http;

namespace FlowKit.Cli.Serving;

/// <summary>The addresses a server listens at, as <c>--urls</c> names them.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:5080";

    private const int MostPort = 65535;

    /// <exception cref="WrongCallException">One of them is none.</exception>
    public static IReadOnlyList<string> Parse(string option, string? urls)
    {
        var addresses = (urls ?? Default)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(url => ParseOne(option, url))
            .ToArray();
        return addresses.Length > 0 ? addresses : throw Wrong(option, urls!);
    }

    private static string ParseOne(string option, string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            {
                throw new WrongCallException($"{option}: '{url}' is https, for which this tool has no certificate. Listen at http and put a proxy before it.");
            }

            var isFit = address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) && !address.IsUnixPipe &&
                address.Host.Length > 0 && address.Port is >= 0 and <= MostPort && address.PathBase is "" or "/";

            // The web server takes no free port at 'localhost', which is two addresses.
            var host = address is { Port: 0 } && address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" : address.Host;
            return isFit ? $"http://{host}:{address.Port}" : throw Wrong(option, url);
        }
        catch (FormatException)
        {
            throw Wrong(option, url);
        }
    }

    private static WrongCallException Wrong(string option, string url) =>
        new($"{option}: '{url}' is no address to listen at. Give one such as {Default}, without a path; port 0 is a free one.");
}

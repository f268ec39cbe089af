using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Where the web server listens, once it does. One that listens everywhere has no address that others could call.</summary>
internal sealed class ServerAddress(IServiceProvider services)
{
    public Uri? Find() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null)
        .FirstOrDefault(address => address is { Port: > 0, Host: not ("0.0.0.0" or "[::]") });
}

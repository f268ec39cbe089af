using FlowKit.AspNetCore;
using FlowKit.AspNetCore.Endpoints;
using FlowKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit;

/// <summary>The HTTP side of an engine that <see cref="FlowKitServices.AddFlowEngine"/> added.</summary>
public static class FlowEndpointExtensions
{
    /// <summary>
    /// Maps the endpoint that executors call back, and the API to start, see and operate executions; <c>docs/http-api.md</c> lists both. Nobody
    /// is kept out unless the host says so: <c>app.MapFlowEngine().RequireAuthorization()</c>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">
    /// What all paths begin with, such as <c>/flow</c>; null for <see cref="FlowEngineOptions.CallbackPrefix"/>, which is <c>/flow</c> by default. Where
    /// a group or a proxy puts more before it, that belongs into <see cref="FlowEngineOptions.ServerUrl"/>.
    /// </param>
    /// <returns>The API. The callback endpoint is a group of its own in it, because executors have tokens instead.</returns>
    /// <exception cref="InvalidOperationException">There is no engine, or it runs already with another prefix.</exception>
    public static FlowEndpoints MapFlowEngine(this IEndpointRouteBuilder endpoints, string? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var flows = endpoints.ServiceProvider.GetService<FlowHostBuilder>() ??
            throw new InvalidOperationException("There is no flow engine to map. Call services.AddFlowEngine(...) first.");
        var path = SetPrefix(flows, prefix);
        flows.ServerAddress = new ServerAddress(endpoints.ServiceProvider).Find;

        var api = endpoints.MapGroup(path);
        var callbacks = endpoints.MapGroup(path);
        foreach (var endpoint in EndpointTable.All)
        {
            var group = endpoint.IsCallback ? callbacks : api;
            group.MapMethods(endpoint.Path, endpoint.Methods, EndpointRun.Of(endpoint.Handle, flows));
        }

        return new(api, callbacks);
    }

    private static string SetPrefix(FlowHostBuilder flows, string? prefix)
    {
        var path = (prefix ?? flows.Options.CallbackPrefix).TrimEnd('/');
        if (path.Length > 0 && path[0] != '/')
        {
            throw new ArgumentException($"The prefix '{prefix}' must begin with a slash.", nameof(prefix));
        }

        if (path != flows.Options.CallbackPrefix.TrimEnd('/'))
        {
            flows.Configure(options => options with { CallbackPrefix = path });
        }

        return path;
    }
}

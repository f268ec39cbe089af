using FlowKit.Hosting;
using FlowKit.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit;

/// <summary>The flow engine in a container.</summary>
public static class FlowKitServices
{
    /// <summary>
    /// Adds a flow engine: <see cref="IFlowEngine"/> as a singleton, a hosted service that takes up stored executions at the start and ends in
    /// order at the stop, and the named HTTP client <c>FlowKit</c> for <c>http</c> tasks. Called again, it adds to the same engine.
    /// </summary>
    /// <remarks>
    /// Flows are read and checked when the engine is first needed, which is the start of the host; a fault in any of them ends the start with
    /// a <see cref="Errors.FlowRefusedException"/> that carries all faults. A container without a host is to be disposed asynchronously.
    /// </remarks>
    /// <param name="services">The container to be.</param>
    /// <param name="configure">Names flows, functions, dispatchers, sinks and options.</param>
    public static IServiceCollection AddFlowEngine(this IServiceCollection services, Action<FlowHostBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        configure(Existing(services) ?? Register(services));
        return services;
    }

    private static FlowHostBuilder? Existing(IServiceCollection services) => services
        .FirstOrDefault(service => service.ServiceType == typeof(FlowHostBuilder))?.ImplementationInstance as FlowHostBuilder;

    private static FlowHostBuilder Register(IServiceCollection services)
    {
        var flows = new FlowHostBuilder(services);
        services.AddSingleton(flows);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => EngineAssembly.Build(flows, provider));
        services.AddSingleton<IFlowEngine>(provider => provider.GetRequiredService<FlowEngine>());
        services.AddHostedService<FlowEngineService>();

        // The factory's own lines hold paths, which are made of a flow's data; the engine logs what happened to the task.
        services.AddHttpClient(EngineAssembly.ClientName)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(HttpHandling.Prepare)
            .ConfigurePrimaryHttpMessageHandler(() => HttpHandling.CreateHandler(flows.Http))
            .RemoveAllLoggers();
        return flows;
    }
}

using System.Net.Sockets;
using FlowKit.Cli.Running;
using FlowKit.Errors;
using FlowKit.Hosting;
using FlowKit.Storing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowKit.Cli.Serving;

/// <summary>A web server with an engine behind it. It knows nothing of the settings that lie around in files and variables, but for its own.</summary>
internal sealed class FlowServer : IAsyncDisposable
{
    /// <summary>How long requests under way may take after the stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private FlowServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the ports it has been given.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    /// <summary>What the paths of the API begin with.</summary>
    public string Prefix => Engine.Options.CallbackPrefix;

    /// <summary>The names of the flows that can be started.</summary>
    public IReadOnlyCollection<string> Flows => Engine.Flows.Names;

    private FlowEngine Engine => _app.Services.GetRequiredService<FlowEngine>();

    /// <summary>Returns when it listens.</summary>
    /// <exception cref="FlowRefusedException">Flows have errors; carries those of all.</exception>
    /// <exception cref="FlowException">The store cannot be opened, or an address is taken.</exception>
    public static async Task<FlowServer> StartAsync(ServeRequest request, CliIo io, CancellationToken cancellationToken)
    {
        var app = Build(request, io);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(app);
        }
        catch (Exception fault)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw IsOfTheAddress(fault) ? Unheard(request, fault) : fault;
        }
    }

    /// <summary>Returns when it has been stopped, orderly: no new requests, those under way answered, turns on record, the store closed.</summary>
    public Task UntilStoppedAsync(CancellationToken stop) => _app.WaitForShutdownAsync(stop);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(ServeRequest request, CliIo io)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = Directory.GetCurrentDirectory() });
        builder.WebHost.UseKestrelCore().UseUrls([.. request.Addresses]);
        builder.Logging.AddProvider(new CliLogs(io.Error)).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services
            .AddRoutingCore()
            .AddSingleton<IHostLifetime, CallLifetime>()
            .Configure<HostOptions>(options => options.ShutdownTimeout = Grace)
            .AddFlowEngine(flows => Configure(flows, request));
        var app = builder.Build();
        app.MapFlowEngine();
        app.MapGet("/", FrontPage.WriteAsync);
        return app;
    }

    private static void Configure(FlowHostBuilder flows, ServeRequest request)
    {
        flows.Configure(ServeVariables.Apply).Configure(request.Store.For);
        flows.Services.AddSingleton(provider => request.Store.Open(flows.Options, provider.GetRequiredService<TimeProvider>()));
        flows.UseStore(provider => provider.GetRequiredService<IStateStore>());
        var missing = new MissingFunctions("flowkit serve", task => $"Run the flow of task '{task}' in its own host.");
        foreach (var protocol in MissingFunctions.Protocols)
        {
            flows.AddDispatcher(protocol, missing);
        }

        if (request.FlowsFolder is { } folder)
        {
            flows.AddFlowsFrom(folder);
        }
    }

    private static bool IsOfTheAddress(Exception fault) =>
        fault is SocketException || (fault is IOException && fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException);

    private static FlowException Unheard(ServeRequest request, Exception fault)
    {
        var why = fault is SocketException refused ? $"cannot be listened at ({refused.SocketErrorCode})" : "is in use by another process";
        return new(FlowErrorCodes.CannotListen, $"{string.Join(" or ", request.Addresses)} {why}. Name another with --urls; port 0 is a free one.");
    }
}

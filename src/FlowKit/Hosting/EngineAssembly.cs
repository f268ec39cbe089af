using FlowKit.Functions;
using FlowKit.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowKit.Hosting;

/// <summary>Puts the engine of a container together: the package's own parts first, so that the host's may replace them.</summary>
internal static class EngineAssembly
{
    /// <summary>The named client of <see cref="IHttpClientFactory"/> that HTTP tasks and models use.</summary>
    public const string ClientName = "FlowKit";

    public static FlowEngine Build(FlowHostBuilder flows, IServiceProvider provider)
    {
        flows.IsBuilt = true;
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger(FlowLog.Category);
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        var engine = new FlowEngineBuilder { Options = flows.Options }
            .ReadKeptYaml()
            .UseTime(provider.GetRequiredService<TimeProvider>())
            .OnNotice(notice => FlowLog.Notice(log, notice.Code, notice.Message, notice.ExecutionId, notice.Task, notice.Exception))
            .AddHttp(flows.Http, NewClient)
            .AddChatGpt(flows.ChatGpt, flows.Http, NewClient)
            .AddAliyunAi(flows.AliyunAi, flows.Http, NewClient)
            .AddDispatcher(FunctionDispatcher.Protocol, new FunctionDispatcher())
            .AddSink(new LogSink(log))
            .ScopeDispatches(new LogScopes(log))
            .UseServerAddress(() => flows.ServerAddress());

        foreach (var part in flows.Parts)
        {
            part(engine, provider);
        }

        var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
        foreach (var flow in flows.Texts.Read(root, engine.Validation, warning => FlowLog.FlowWarning(log, warning.ToString())))
        {
            engine.AddFlow(flow);
        }

        return engine.Build();

        HttpMessageInvoker NewClient() => clients.CreateClient(ClientName);
    }
}

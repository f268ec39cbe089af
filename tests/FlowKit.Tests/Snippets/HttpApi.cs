using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Snippets;

/// <summary>The host of docs/http-api.md.</summary>
internal static class HttpApi
{
    public static WebApplication Build(string[] args)
    {
        #region http api, host
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddFlowEngine(flows => flows
            .AddFlowsFrom("flows")
            .Configure(options => options with
            {
                ServerUrl = new Uri("https://flows.example"),                     // where executors reach this host
                CallbackSecret = builder.Configuration["FlowKit:CallbackSecret"], // nobody else can complete a task
            }));

        var app = builder.Build();
        app.MapFlowEngine().RequireAuthorization();
        #endregion

        return app;
    }

    public static void AddSecrets(WebApplicationBuilder builder)
    {
        #region secrets
        builder.Services.AddFlowEngine(flows => flows
            .UseSecrets(name => builder.Configuration[$"Secrets:{name}"])
            .Redact("iban", "pin"));
        #endregion
    }
}

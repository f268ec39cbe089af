using System.Security.Cryptography;
using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;

namespace RemoteExecutor;

/// <summary>The host: runs the flow, and is called back.</summary>
internal static class HostRole
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // A real host takes its key from where it keeps its secrets, so that it stays the same after a restart.
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        builder.Services.AddFlowEngine(flows => flows
            .AddFlowsFrom("flows")
            .Configure(options => options with { CallbackSecret = key }));

        await using var app = builder.Build();
        app.MapFlowEngine();
        await app.StartAsync();

        using var executor = await ExecutorProcess.StartAsync();
        var engine = app.Services.GetRequiredService<IFlowEngine>();
        var result = await engine.RunAsync("photos:thumbnails", FlowValue.Object(
            ("pictures", FlowValue.Array("dawn.png", "noon.png", "dusk.png")),
            ("host", executor.Address.Host),
            ("port", executor.Address.Port)));

        Console.WriteLine($"{result.Status.ToText()}: {result.Output["album"].AsString()}");
        foreach (var thumbnail in result.Output["thumbnails"].Items)
        {
            Console.WriteLine($"  {thumbnail.AsString()}");
        }

        Console.WriteLine($"A stranger who knows the ids is answered {await KnockAsync(app.Urls.Single(), result.ExecutionId)}.");
        await app.StopAsync();
    }

    private static async Task<int> KnockAsync(string server, string executionId)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(
            new Uri($"{server}/flow/trigger.json?execution_id={Uri.EscapeDataString(executionId)}&task_name=each_0-shrink"), null);
        return (int)answer.StatusCode;
    }
}

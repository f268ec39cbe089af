using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;

namespace RemoteExecutor;

/// <summary>
/// The host runs flows that were written for Rill Flow, as they are, from a folder named on the command line: <c>rill FOLDER</c>. They call
/// <c>sample-executor:8000</c>, which the host leads to its executor; the executor calls back where the host listens.
/// </summary>
internal static class RillRole
{
    private static readonly (string File, string Flow, string Input)[] Samples =
    [
        ("http-get-sample", "httpGetSample", """{ "user": "Ada" }"""),
        ("http-post-sample", "httpPostSample", """{ "user": "Ada", "title": "notes & more" }"""),
        ("call-api-sample", "callApiSample", """{ "input_num": 4 }"""),
        ("choice-sample", "choiceSample", """{ "input_num": 10 }"""),
        ("switch-sample", "switchSample", """{ "input_num": 10 }"""),
        ("parallel-async-dag", "parallelAsyncTask", """{ "rand_num": 5 }"""),
        ("ref-dag", "subdagTask", """{ "parent_rand_num": 5 }"""),
    ];

    public static async Task RunAsync(string folder)
    {
        using var executor = await ExecutorProcess.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        // One of the flows is warned of: two of its tasks write to one place.
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlowEngine(flows => Array.ForEach(Samples, one => flows.AddFlowFile(Path.Combine(folder, $"{one.File}.yaml"))));
        builder.Services.AddHttpClient("FlowKit").AddHttpMessageHandler(() => new LeadingHandler(executor.Address));

        await using var app = builder.Build();
        app.MapFlowEngine();
        await app.StartAsync();
        var engine = app.Services.GetRequiredService<IFlowEngine>();
        foreach (var (file, flow, input) in Samples)
        {
            var result = await engine.RunAsync($"rillFlowSample:{flow}", FlowValue.Parse(input));
            Console.WriteLine($"{file} {result.Status.ToText()} {result.Context.ToJson()}");
        }

        await app.StopAsync();
    }

    /// <summary>Leads the calls of a name that only their author's network knows to where the executor listens.</summary>
    private sealed class LeadingHandler(Uri executor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is { Host: "sample-executor" } called)
            {
                request.RequestUri = new UriBuilder(called) { Host = executor.Host, Port = executor.Port }.Uri;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using FlowKit.Dispatching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.HttpLoad;

/// <summary>Executions wait for callbacks; 64 callers bring them over HTTP, tokens and all, each the next when the last is answered.</summary>
internal static class Callbacks
{
    private const int Callers = 64;
    private const int Executions = 8000;
    private const int WarmUps = 2;
    private const int Rounds = 7;

    private const string Flow = """
        workspace: bench
        dagName: callbacks
        tasks:
          - { name: work, category: function, resourceName: "later://", pattern: task_async, outputMappings: [{ source: $.output.id, target: $.context.id }] }
        """;

    public static async Task MeasureAsync()
    {
        var accepting = new Accepting();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlowEngine(flows => flows
            .AddFlowYaml(Flow)
            .AddDispatcher("later", accepting)
            .Configure(options => options with { CallbackSecret = "only for a measurement" }));
        await using var app = builder.Build();
        app.MapFlowEngine();
        await app.StartAsync();

        var (rates, latencies) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUps + Rounds; i++)
        {
            await StartAsync(app.Services.GetRequiredService<IFlowEngine>());
            var round = new ConcurrentBag<double>();
            var (seconds, _, _) = await Measure.OnceAsync(() => BringAsync(accepting.Addresses, round));
            if (i >= WarmUps)
            {
                rates.Add(Executions / seconds);
                latencies.AddRange(round);
            }
        }

        Measure.Print(new()
        {
            ["workload"] = "callbacks",
            ["callers"] = Callers,
            ["callbacks_per_second"] = Math.Round(Measure.Median(rates)),
            ["p50_milliseconds"] = Math.Round(Measure.At(latencies, 0.5), 3),
            ["p99_milliseconds"] = Math.Round(Measure.At(latencies, 0.99), 3),
        });
    }

    private static async Task StartAsync(IFlowEngine engine)
    {
        for (var i = 0; i < Executions; i++)
        {
            await engine.StartAsync("bench:callbacks");
        }
    }

    private static Task BringAsync(ConcurrentQueue<string> addresses, ConcurrentBag<double> latencies) => Task.WhenAll(
        Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            using var client = new HttpClient();
            while (addresses.TryDequeue(out var address))
            {
                using var body = new ByteArrayContent("""{"result_type":"SUCCESS","id":7}"""u8.ToArray());
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                var begun = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsync(new Uri(address), body);
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                answer.EnsureSuccessStatusCode();
            }
        })));

    /// <summary>Accepts everything and keeps where it is to be told of the end.</summary>
    private sealed class Accepting : IDispatcher
    {
        public ConcurrentQueue<string> Addresses { get; } = new();

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            Addresses.Enqueue(request.CallbackUrl!);
            return new(DispatchOutcome.Accepted);
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowKit.HttpLoad;

/// <summary>
/// 200 executions at once of ten HTTP tasks each, and in turn with them a bare loop of 200 callers that send the same requests with an
/// <see cref="HttpClient"/> of their own and read the answers.
/// </summary>
internal sealed class Calls : IDisposable
{
    private const int AtOnce = 200;
    private const int Tasks = 10;
    private const int Executions = 2000;
    private const int WarmUps = 20;
    private const int Rounds = 9;

    private readonly HttpClient _client = new();
    private readonly Uri _server;

    private Calls(Uri server) => _server = server;

    public static async Task MeasureAsync()
    {
        await using var server = await ServerAsync();
        using var calls = new Calls(new Uri(server.Urls.Single()));
        await using var engine = new FlowEngineBuilder().AddHttp().AddFlowYaml(Flow(server.Urls.Single())).Build();
        Func<Task> flows = () => AtOnceAsync(() => RunAsync(engine));
        Func<Task> bare = () => AtOnceAsync(calls.SendAllAsync);
        for (var i = 0; i < WarmUps; i++)
        {
            await flows();
            await bare();
        }

        var (ours, floors) = (new List<(double Seconds, double Bytes, double Processor)>(), new List<(double Seconds, double Bytes, double Processor)>());
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(await Measure.OnceAsync(flows));
            floors.Add(await Measure.OnceAsync(bare));
        }

        const double All = Tasks * Executions;
        Measure.Print(new()
        {
            ["workload"] = "calls",
            ["executions_at_once"] = AtOnce,
            ["tasks_per_second"] = Math.Round(All / Measure.Median(ours.Select(round => round.Seconds))),
            ["bare_calls_per_second"] = Math.Round(All / Measure.Median(floors.Select(round => round.Seconds))),
            ["share_of_bare_loop"] = Math.Round(Measure.Median(ours.Zip(floors, (flow, bare) => bare.Seconds / flow.Seconds)), 3),
            ["processor_microseconds_per_task"] = Math.Round(Measure.Median(ours.Select(round => round.Processor)) / All * 1e6, 1),
            ["processor_microseconds_per_bare_call"] = Math.Round(Measure.Median(floors.Select(round => round.Processor)) / All * 1e6, 1),
            ["allocated_bytes_per_task"] = Math.Round(Measure.Median(ours.Select(round => round.Bytes)) / All),
            ["allocated_bytes_per_bare_call"] = Math.Round(Measure.Median(floors.Select(round => round.Bytes)) / All),
        });
    }

    public void Dispose() => _client.Dispose();

    private static async Task<WebApplication> ServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var answer = """{"result_type":"SUCCESS","id":7}"""u8.ToArray();
        server.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await server.StartAsync();
        return server;
    }

    private static string Flow(string url)
    {
        var text = new StringBuilder("workspace: bench\ndagName: calls\ntasks:\n");
        for (var i = 0; i < Tasks; i++)
        {
            var next = i < Tasks - 1 ? string.Create(CultureInfo.InvariantCulture, $", next: t{i + 1}") : string.Empty;
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""  - { name: t{{i}}, category: function, resourceName: "{{url}}/work", input: { user: $.context.user, id: $.context.id }{{next}}, outputMappings: [{ source: $.output.id, target: $.context.id }] }""");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static async Task RunAsync(FlowEngine engine)
    {
        var result = await engine.RunAsync("bench:calls", Values.FlowValue.Object(("user", "ada"), ("id", 1)));
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The flow ended as {result.Status}: {result.Failure?.Message}");
        }
    }

    private static Task AtOnceAsync(Func<Task> one)
    {
        var left = Executions;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await one();
            }
        })));
    }

    private async Task SendAllAsync()
    {
        for (var i = 0; i < Tasks; i++)
        {
            await SendAsync(string.Create(CultureInfo.InvariantCulture, $"t{i}"));
        }
    }

    private async Task SendAsync(string task)
    {
        const string Id = "bench:calls_c_0199d3a5-6cde-7a01-9c55-2f60e1f0a111";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server, $"work?execution_id={Id}&name={task}"));
        request.Headers.Add("Idempotency-Key", $"{Id}_{task}_1");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"execution_id":"{{Id}}","user":"ada","id":7}"""));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.ReadAsByteArrayAsync();
    }
}

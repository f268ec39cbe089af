using System.Diagnostics;
using FlowKit.Tests.Hosting;
using FlowKit.Tests.Http;
using FlowKit.Tests.Snippets;
using FlowKit.Values;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FlowKit.Tests.Telemetry;

/// <summary>A host with OpenTelemetry gets whole traces, by its sampler, and the metrics.</summary>
[Collection(Listening.Name)]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task AHost_ThatNamesSourceAndMeter_GetsBoth()
    {
        using var spans = new Exporter<Activity>();
        using var measures = new Exporter<Metric>();
        await using var engine = Engine();

        await OpenTelemetryHost.WhileListeningAsync(spans, measures, async () => await engine.RunAsync("test:one"));

        var execution = Assert.Single(spans.Seen, one => one.OperationName == "flowkit.execution");
        var task = Assert.Single(spans.Seen, one => one.OperationName == "flowkit.task");
        var attempt = Assert.Single(spans.Seen, one => one.OperationName == "flowkit.attempt");
        Assert.Equal((default, execution.SpanId, task.SpanId), (execution.ParentSpanId, task.ParentSpanId, attempt.ParentSpanId));
        Assert.Single(spans.Seen.Select(one => one.TraceId).Distinct());
        Assert.Equal("FlowKit", execution.Source.Name);
        var names = measures.Seen.Select(metric => metric.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "flowkit.execution.ended", "flowkit.task.duration", "flowkit.dispatch.duration" }, names);
    }

    [Fact]
    public async Task ATraceThatIsSampled_IsSampledToTheEnd_AndOneThatIsNot_IsNot()
    {
        using var spans = new Exporter<Activity>();
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource("FlowKit").SetSampler(new ParentBasedSampler(new AlwaysOffSampler())).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        await using var engine = Engine();
        var sampled = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        await engine.RunAsync("test:one", options: new() { ExecutionId = "e1" });
        await engine.RunAsync("test:one", options: new() { ExecutionId = "e2", Trace = sampled });

        Assert.Equal(3, spans.Seen.Count);
        Assert.All(spans.Seen, one => Assert.Equal((sampled.TraceId, "e2"), (one.TraceId, one.GetTagItem("flowkit.execution.id"))));
    }

    [Fact]
    public async Task ACallOverHttp_CarriesTheTraceOfItsAttempt()
    {
        using var spans = new Exporter<Activity>();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource("FlowKit").AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        await using var engine = new FlowEngineBuilder().AddHttp().AddFlowYaml(Flows.Calling(server.Url)).Build();

        await engine.RunAsync("test:one");

        var attempt = Assert.Single(spans.Seen, one => one.OperationName == "flowkit.attempt");
        Assert.StartsWith($"00-{attempt.TraceId}-", server.Only.Headers["traceparent"], StringComparison.Ordinal);
        Assert.EndsWith("-01", server.Only.Headers["traceparent"], StringComparison.Ordinal);
    }

    private static FlowEngine Engine() =>
        new FlowEngineBuilder().AddFunction("f", (FlowValue input) => input).AddFlowYaml(Flows.Calling("function://f")).Build();

    private sealed class Exporter<T> : BaseExporter<T>
        where T : class
    {
        public List<T> Seen { get; } = [];

        public override ExportResult Export(in Batch<T> batch)
        {
            lock (Seen)
            {
                foreach (var one in batch)
                {
                    Seen.Add(one);
                }
            }

            return ExportResult.Success;
        }
    }
}

using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FlowKit.Dispatching;
using FlowKit.Telemetry;
using FlowKit.Tests.Samples;

namespace FlowKit.Tests.Telemetry;

/// <summary>docs/telemetry.md lists every activity, attribute and metric, and nothing else.</summary>
[Collection(Listening.Name)]
public sealed partial class TelemetryPageTests
{
    private const string Flow = """
        workspace: test
        dagName: page
        tasks:
          - { name: ask, category: function, pattern: task_async, resourceName: test://ask, retry: { maxRetryTimes: 1 } }
        """;

    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Repository.Path("docs", "telemetry.md"))
            .Where(line => Named().IsMatch(line))
            .Select(line => Array.ConvertAll(line.Trim('|').Split('|'), cell => cell.Trim(' ', '`'))),
    ];

    [Fact]
    public void Metrics_AreThoseOfTheTable() => Assert.Equal(
        Rows.Where(row => row.Length == 5).Select(row => (row[0], row[1], row[2])).Order(), Published().Select(Told).Order());

    [Fact]
    public void ActivitiesAndAttributes_AreThoseOfTheTables() => Assert.Equal(
        Rows.Where(row => row.Length < 5).Select(row => row[0]).Order(StringComparer.Ordinal),
        typeof(TelemetryNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name.Contains('.', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task Tags_AreThoseOfTheTable()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = Enable };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        var executor = new Executor();
        await using var engine = new FlowEngineBuilder().AddDispatcher("test", executor).AddFlowYaml(Flow).Build();

        var execution = await engine.StartAsync("test:page");
        await executor.Accepted;
        await engine.CompleteTaskAsync(execution.Id, new("ask"));
        await execution.Completion;

        Assert.Equal(
            Rows.Where(row => row.Length == 5).Select(row => (row[0], row[3])).Order(), seen.Select(one => (one.Key, one.Value)).Order());

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var keys = string.Join(", ", tags.ToArray().Select(tag => tag.Key));
            lock (seen)
            {
                seen[instrument.Name] = keys;
            }
        }
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "FlowKit")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static List<Instrument> Published()
    {
        RuntimeHelpers.RunClassConstructor(typeof(FlowMetrics).TypeHandle);
        var published = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "FlowKit")
            {
                published.Add(instrument);
            }
        };
        listener.Start();
        return published;
    }

    private static (string Name, string Kind, string Unit) Told(Instrument instrument) => (
        instrument.Name,
        instrument switch
        {
            UpDownCounter<long> => "up-down counter",
            Counter<long> => "counter",
            _ => "histogram",
        },
        instrument.Unit!);

    [GeneratedRegex(@"^\| `(flowkit\.|error\.type)")]
    private static partial Regex Named();

    private sealed class Executor : IDispatcher
    {
        private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Accepted => _accepted.Task;

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            if (request.Attempt == 1)
            {
                return new(DispatchOutcome.Failed("no"));
            }

            _accepted.TrySetResult();
            return new(DispatchOutcome.Accepted);
        }
    }
}

using BenchmarkDotNet.Attributes;
using FlowKit.Dispatching;

namespace FlowKit.Benchmarks;

/// <summary>One execution from start to end, in memory, with calls that complete at once; the baseline does the calls alone.</summary>
[MemoryDiagnoser]
public class ExecutionBenchmarks : IDispatcher
{
    private static readonly DispatchOutcome Empty = DispatchOutcome.Succeeded();
    private FlowEngine _engine = null!;

    [Params(1, 10, 100)]
    public int Tasks { get; set; }

    [GlobalSetup]
    public void Build() => _engine = new FlowEngineBuilder().AddDispatcher("function", this).AddFlow(FlowYaml.Load(FlowTexts.Linear(Tasks))).Build();

    [Benchmark(Baseline = true)]
    public async Task<int> CallsAlone()
    {
        var done = 0;
        for (var i = 0; i < Tasks; i++)
        {
            done += await DispatchAsync(null!, CancellationToken.None) is null ? 0 : 1;
        }

        return done;
    }

    [Benchmark]
    public ValueTask<FlowResult> Execution() => _engine.RunAsync("bench:linear");

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(Empty);
}

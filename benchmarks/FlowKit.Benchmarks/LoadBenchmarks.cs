using BenchmarkDotNet.Attributes;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Validation;

namespace FlowKit.Benchmarks;

/// <summary>What a flow costs before its first execution, part by part.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private string _text = string.Empty;
    private FlowDescriptor _flow = null!;

    [Params(10, 1000)]
    public int Tasks { get; set; }

    [GlobalSetup]
    public void Read()
    {
        _text = FlowTexts.Linear(Tasks);
        _flow = FlowYaml.Load(_text);
    }

    [Benchmark(Baseline = true)]
    public FlowReading Reading() => FlowYaml.Read(_text);

    [Benchmark]
    public IReadOnlyList<Diagnostic> Validating() => FlowValidator.Validate(_flow);

    [Benchmark]
    public int Planning() => Planner.Plan(_flow, "1").Groups.Length;
}

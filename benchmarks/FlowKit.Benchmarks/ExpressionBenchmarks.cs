using BenchmarkDotNet.Attributes;
using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Benchmarks;

/// <summary>One evaluation of a transform, beside the same arithmetic written by hand.</summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private static readonly FlowValue Source = 21;
    private readonly ExpressionServices _services = new(new Random(1), TimeProvider.System);
    private Expression _expression = null!;

    [GlobalSetup]
    public void Compile() => Expression.TryCompile("10 * source", out _expression!, out _);

    [Benchmark(Baseline = true)]
    public FlowValue ByHand() => 10 * Source.AsInt64()!.Value;

    [Benchmark]
    public FlowValue Evaluation()
    {
        _expression.TryEvaluate(new ExpressionInput(_services) { Source = Source }, out var value, out _);
        return value;
    }
}

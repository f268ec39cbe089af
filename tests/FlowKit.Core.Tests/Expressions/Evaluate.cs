using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

/// <summary>Compiles and evaluates in a line. Values are written as JSON; the clock stands at 2026-01-02 03:04:05.678 UTC.</summary>
internal static class Evaluate
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static FlowValue Value(string expression, string? source = null, ExpressionLimits? limits = null) =>
        Value(expression, Input(source is null ? default : FlowValue.Parse(source), limits));

    public static FlowValue Value(string expression, in ExpressionInput input)
    {
        var compiled = Compile(expression);
        Assert.True(compiled.TryEvaluate(input, out var value, out var fault), $"{expression}: {fault}");
        return value;
    }

    public static ExpressionFault Fault(string expression, string? source = null, ExpressionLimits? limits = null)
    {
        var compiled = Compile(expression);
        Assert.False(compiled.TryEvaluate(Input(source is null ? default : FlowValue.Parse(source), limits), out var value, out var fault), $"{expression} gave {value}");
        return fault!;
    }

    public static Expression Compile(string expression)
    {
        Assert.True(Expression.TryCompile(expression, out var compiled, out var fault), $"{expression}: {fault}");
        return compiled!;
    }

    public static ExpressionFault Refusal(string expression)
    {
        Assert.False(Expression.TryCompile(expression, out _, out var fault), expression);
        return fault!;
    }

    public static ExpressionInput Input(FlowValue source = default, ExpressionLimits? limits = null) =>
        new(Services()) { Source = source, Limits = limits };

    public static ExpressionServices Services(int seed = 1) => new(new Random(seed), new FixedTime());

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

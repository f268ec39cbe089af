using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

public class ExpressionVariableTests
{
    [Theory]
    [InlineData("1 + 1", "")]
    [InlineData("source + context.a", "source context")]
    [InlineData("let a = source; a + b", "source b")]
    [InlineData("a = 1; a", "")]
    [InlineData("map(input.list, lambda(x) -> x + y end)", "input y")]
    [InlineData("seq.add(output.list, source)", "output source")]
    [InlineData("for x in source { x }", "source")]
    [InlineData("fn f(x) { f(x) } f(1)", "")]
    [InlineData("source = 1; source", "source")]
    [InlineData("is_def(source)", "source")]
    [InlineData("is_def(other)", "")]
    [InlineData("'#{params.n} #{taskRunningTimeInMillis}'", "params taskRunningTimeInMillis")]
    [InlineData("context.user.name + context.id", "context")]
    [InlineData("map(context.l, string.length)", "context")]
    public void Free_variables_are_the_names_read_but_not_defined(string expression, string names)
    {
        var compiled = Evaluate.Compile(expression);
        Assert.Equal(names, string.Join(' ', compiled.FreeVariables.Select(variable => variable.Name)));
        Assert.All(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => Assert.True(compiled.Reads(name)));
        Assert.False(compiled.Reads("nothing"));
    }

    [Fact]
    public void A_free_variable_has_the_place_where_it_is_read_first() =>
        Assert.Equal([new ExpressionVariable("source", 2, 3), new("b", 2, 12)], Evaluate.Compile("let a = 1;\n  source + b + source").FreeVariables);

    [Theory]
    [InlineData("is_def(source)", true)]
    [InlineData("is_def(context)", true)]
    [InlineData("is_def(input)", false)]
    [InlineData("is_def(other)", false)]
    [InlineData("is_def(a)", false)]
    [InlineData("a = nil; is_def(a)", true)]
    [InlineData("let a = nil; is_def(a)", true)]
    [InlineData("if false { a = 1; } is_def(a)", false)]
    [InlineData("for x in range(0, 3) { if !is_def(n) { n = 0; } n = n + x; } n == 3", true)]
    [InlineData("(lambda(x) -> is_def(x) end)(nil)", true)]
    [InlineData("is_def(context.here)", true)]
    [InlineData("is_def(context.gone)", false)]
    [InlineData("seq.add(context.list, 1); is_def(input)", false)]
    [InlineData("seq.add(context.list, 1); is_def(source)", true)]
    [InlineData("input = 1; is_def(input)", true)]
    public void Defined_is_what_was_given_or_assigned(string expression, bool expected)
    {
        var input = new ExpressionInput(Evaluate.Services())
        {
            Source = FlowValue.Null,
            Context = FlowValue.Parse("""{"here":1,"list":[]}"""),
        };
        Assert.Equal(expected, Evaluate.Value(expression, input));
    }

    [Fact]
    public void An_expression_runs_on_many_threads_at_once()
    {
        var expression = Evaluate.Compile("let l = seq.list(); for i in range(0, 100) { seq.add(l, i * source); } reduce(l, +, 0)");
        Parallel.For(0, 1000, i => Assert.Equal(4950 * i, Run(expression, i)));
    }

    [Fact]
    public void A_simple_expression_allocates_nothing()
    {
        var expression = Evaluate.Compile("10 * source");
        var input = Evaluate.Input(7);
        expression.TryEvaluate(input, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            expression.TryEvaluate(input, out _, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Run(Expression expression, int source)
    {
        Assert.True(expression.TryEvaluate(Evaluate.Input(source), out var value, out _));
        return value.AsInt64()!.Value;
    }
}

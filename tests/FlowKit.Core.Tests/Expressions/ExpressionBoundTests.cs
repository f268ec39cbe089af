using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

public class ExpressionBoundTests
{
    private static readonly ExpressionLimits Small = new() { MaxSteps = 10_000, MaxMemory = 100_000, MaxResultSize = 1_000, MaxDepth = 200 };

    // Each holds a hundred kilobytes as long as the expression is kept.
    [Theory]
    [InlineData("/a/; ")]
    [InlineData("string.split('b', 'a'); ")]
    [InlineData("\"#{/a/}\"; ")]
    public void A_text_with_too_many_regular_expressions_is_refused(string one)
    {
        Assert.Equal(100, Evaluate.Compile(string.Concat(Enumerable.Repeat(one, 100))).Patterns);
        var fault = Evaluate.Refusal(string.Concat(Enumerable.Repeat(one, 101)));
        Assert.Equal("FLOW3051", fault.Code);
        Assert.InRange(fault.Column, 100 * one.Length, 101 * one.Length);
    }

    [Theory]
    [InlineData("while true { }", "FLOW3070")]
    [InlineData("let i = 0; while true { i = i + 1; continue; }", "FLOW3070")]
    [InlineData("for i in range(0, 2000000000) { }", "FLOW3070")]
    [InlineData("reduce(range(0, 2000000000), +, 0)", "FLOW3070")]
    [InlineData("seq.every(range(0, 2000000000), lambda(x) -> true end)", "FLOW3070")]
    [InlineData("include(range(0, 2000000000), -1)", "FLOW3070")]
    [InlineData("max(range(0, 2000000000))", "FLOW3070")]
    [InlineData("let s = repeat(1000, 'a'); for i in range(0, 1000) { if s == repeat(1000, 'a') { } }", "FLOW3070")]
    [InlineData("sort(map(range(0, 3000), lambda(x) -> -x end))", "FLOW3070")]
    [InlineData("let p = seq.gt(0); for i in range(0, 20) { p = seq.and(p, p); } filter(tuple(1), p)", "FLOW3070")]
    [InlineData("for i in range(0, 100) { string.split('a', 'b' + i); }", "FLOW3070")]
    [InlineData("map(range(0, 2000000000), str)", "FLOW3072")]
    [InlineData("repeat(2000000000, 1)", "FLOW3072")]
    [InlineData("string.join(repeat(5000, 'abcdefghij'))", "FLOW3072")]
    [InlineData("let s = 'x'; while true { s = s + s; }", "FLOW3072")]
    [InlineData("let s = 'x'; while true { s = \"#{s}#{s}\"; }", "FLOW3072")]
    [InlineData("let l = seq.list(1); while true { l = concat(l, l); }", "FLOW3072")]
    [InlineData("let l = seq.list(1); while true { seq.add_all(l, l); }", "FLOW3072")]
    [InlineData("let m = seq.map(); let i = 0; while true { i = i + 1; m[i] = 1; }", "FLOW3070")]
    [InlineData("let s = 'aaaaaaaaaa'; while true { s = string.replace_all(s, 'a', 'aaaaaaaaaa'); }", "FLOW3070")]
    [InlineData("string.toUpperCase(string.join(repeat(3000, 'aaaaaaaaaaaaaaaaaa')))", "FLOW3072")]
    [InlineData("fn f(n) { f(n + 1) } f(0)", "FLOW3071")]
    [InlineData("fn f(l) { map(l, f) } let l = seq.list(); seq.add(l, l); f(l)", "FLOW3071")]
    [InlineData("let f = lambda(g) -> g(g) end; f(f)", "FLOW3071")]
    [InlineData("let p = seq.gt(0); for i in range(0, 100) { p = seq.or(p); } filter(tuple(1), p)", "FLOW3071")]
    [InlineData("fn f(x, y) { sort(tuple(1, 2), f) } f(1, 2)", "FLOW3071")]
    [InlineData("range(0, 1001)", "FLOW3074")]
    [InlineData("let a = seq.list(1, 2); for i in range(0, 60) { a = seq.list(a, a); } a", "FLOW3074")]
    [InlineData("let a = seq.list(1, 2); for i in range(0, 60) { a = seq.list(a, a); } str(a)", "FLOW3074")]
    [InlineData("map(range(0, 100), lambda(x) -> source end)", "FLOW3074")]
    [InlineData("string.join(repeat(110, 'abcdefghij'))", null)]
    [InlineData("seq.list(string.join(repeat(110, 'abcdefghij')))", "FLOW3074")]
    public void Reaching_a_bound_is_a_fault_that_names_it(string expression, string? code)
    {
        var source = """{"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","b":[1,2,3]}""";
        if (code is null)
        {
            Evaluate.Value(expression, source, Small);
            return;
        }

        var fault = Evaluate.Fault(expression, source, Small);
        Assert.Equal(code, fault.Code);
        Assert.Contains("the bound of", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_the_input_is_paid_for_when_it_is_copied()
    {
        var source = FlowValue.Array(Enumerable.Range(0, 10_000).Select(i => (FlowValue)i));
        Assert.Equal(10_000, Evaluate.Value("count(source)", Evaluate.Input(source, Small)));
        Assert.Equal(5_000, Evaluate.Value("source[5000]", Evaluate.Input(source, Small)));
        Assert.False(Evaluate.Compile("seq.add(source, 1)").TryEvaluate(Evaluate.Input(source, Small), out _, out var fault));
        Assert.Contains(fault.Code, new[] { "FLOW3070", "FLOW3072" });
    }

    [Theory]
    [InlineData("'aaaaaaaa'", "/((a|b)*a(a|b){20})*c/")]
    [InlineData("string.join(repeat(100000, 'a'), '')", "/(a*)*b/")]
    [InlineData("string.join(repeat(100000, 'ab'), '')", "/(.*a.{12})*/")]
    public void A_regular_expression_ends_whatever_the_text(string text, string pattern)
    {
        var expression = Evaluate.Compile($"{text} =~ {pattern}");
        if (!expression.TryEvaluate(Evaluate.Input(), out _, out var fault))
        {
            Assert.Equal("FLOW3073", fault.Code);
        }
    }

    [Fact]
    public void Many_matches_of_a_slow_pattern_end_at_the_bound_of_time()
    {
        var limits = new ExpressionLimits { MaxPatternTime = TimeSpan.Zero };
        Assert.Equal("FLOW3073", Evaluate.Fault("string.replace_all('aaa', 'a?', 'b')", null, limits).Code);
        Assert.Equal("FLOW3073", Evaluate.Fault("'aaa' =~ /a+/", null, limits).Code);
    }

    [Fact]
    public void A_text_may_be_65536_characters_long()
    {
        Assert.Equal(1, Evaluate.Value("1".PadRight(ExpressionLimits.MaxTextLength)));
        Assert.Equal("FLOW3051", Evaluate.Refusal("1".PadRight(ExpressionLimits.MaxTextLength + 1)).Code);
    }

    [Fact]
    public void Brackets_may_be_nested_near_100_times_and_operators_near_250()
    {
        Assert.Equal(1, Evaluate.Value(new string('(', 99) + "1" + new string(')', 99)));
        Assert.Equal("FLOW3051", Evaluate.Refusal(new string('(', 100) + "1" + new string(')', 100)).Code);
        Assert.Equal(240, Evaluate.Value("1" + string.Concat(Enumerable.Repeat(" + 1", 239))));
        Assert.Equal("FLOW3051", Evaluate.Refusal("1" + string.Concat(Enumerable.Repeat(" + 1", 250))).Code);
    }

    [Theory]
    [InlineData("fn f(n) { n == 0 ? 0 : f(n - 1) } f(200)")]
    [InlineData("fn f(n) { if n == 0 { return 0; } return f(n - 1); } f(200)")]
    public void A_function_may_call_itself_200_deep(string expression) => Assert.Equal(0, Evaluate.Value(expression));

    [Theory]
    [InlineData("fn f(n) { 1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + f(n + 1)))))))) } f(0)")]
    [InlineData("fn f(n) { reduce(map(seq.list(n), lambda(x) -> f(x + 1) end), +, 0) } f(0)")]
    public void On_a_small_stack_depth_is_still_a_fault(string expression)
    {
        string? code = null;
        var thread = new Thread(() => code = Evaluate.Fault(expression).Code, 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("FLOW3071", code);
    }
}

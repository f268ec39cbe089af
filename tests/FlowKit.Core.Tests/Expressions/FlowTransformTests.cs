using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

/// <summary>The transforms that flows of the conformance suite and Rill Flow's samples use.</summary>
public class FlowTransformTests
{
    [Theory]
    [InlineData("return source * 2;", "21", "42")]
    [InlineData("source + 1", "7", "8")]
    [InlineData("return source > 2 ? 'big' : 'small';", "3", "\"big\"")]
    [InlineData("return source > 1 && source < 10 && !(source == 7);", "5", "true")]
    [InlineData("return source % 5;", "17", "2")]
    [InlineData("return 1 + source * 3 - (4 - 1);", "2", "4")]
    [InlineData("return \"Hello \" + source;", "\"Ada\"", "\"Hello Ada\"")]
    [InlineData("return source =~ /[a-z]+-[0-9]+/;", "\"abc-42\"", "true")]
    [InlineData("return long(str(source)) + 1;", "\"12\"", "13")]
    [InlineData("return math.abs(source);", "-3", "3")]
    [InlineData("return string.length(source);", "\"media\"", "5")]
    [InlineData("return string.contains(source, 'edi');", "\"media\"", "true")]
    [InlineData("return count(source);", "[1,2,3,4]", "4")]
    [InlineData("return include(source, 3);", "[1,2,3,4]", "true")]
    [InlineData("return sort(source);", "[3,1,2]", "[1,2,3]")]
    [InlineData("return source[1];", "[7,8]", "8")]
    [InlineData("return source == nil ? 'none' : 'some';", null, "\"none\"")]
    [InlineData("return source == nil ? 'none' : 'some';", "1", "\"some\"")]
    [InlineData("return reduce(source, lambda(a, b) -> a + b end, 0);", "[1,2,3]", "6")]
    [InlineData("return seq.list();", null, "[]")]
    [InlineData("return 10 * source;", "4", "40")]
    [InlineData("return -1 * source;", "4", "-4")]
    public void One_line_transform(string transform, string? source, string expected) =>
        Assert.Equal(expected, Evaluate.Value(transform, source).ToJson());

    [Fact]
    public void Branches_in_a_loop() => Assert.Equal("""["low","mid","high"]""", Evaluate.Value(
        """
        let classes = seq.list();
        for n in source {
          if n < 10 {
            seq.add(classes, "low");
          } elsif n < 100 {
            seq.add(classes, "mid");
          } else {
            seq.add(classes, "high");
          }
        }
        return classes;
        """,
        "[5,50,500]").ToJson());

    [Fact]
    public void Break_and_continue() => Assert.Equal(16, Evaluate.Value(
        """
        let i = 0;
        let sum = 0;
        while true {
          i = i + 1;
          if i > source { break; }
          if i % 2 == 0 { continue; }
          sum = sum + i;
        }
        return sum;
        """,
        "7"));

    [Fact]
    public void Map_filter_reduce() => Assert.Equal(14, Evaluate.Value(
        """
        let doubled = map(source, lambda(x) -> x * 2 end);
        let big = filter(doubled, lambda(x) -> x > 4 end);
        return reduce(big, lambda(a, b) -> a + b end, 0);
        """,
        "[1,2,3,4]"));

    [Fact]
    public void A_list_of_random_length_repeats_with_the_seed()
    {
        var expression = Evaluate.Compile(
            "let list = seq.list();  let random = rand(source)+1;  for i in range(0, random) {  \tseq.add(list, i*source);  }  return list;  ");
        for (var seed = 0; seed < 20; seed++)
        {
            var input = new ExpressionInput(Evaluate.Services(seed)) { Source = 5 };
            Assert.True(expression.TryEvaluate(input, out var value, out _));
            var expected = Enumerable.Range(0, new Random(seed).Next(5) + 1).Select(i => (FlowValue)(i * 5));
            Assert.InRange(value.Count, 1, 5);
            Assert.Equal(0, value[0]);
            var again = new ExpressionInput(Evaluate.Services(seed)) { Source = 5 };
            Assert.True(expression.TryEvaluate(again, out var same, out _));
            Assert.Equal(value, same);
        }
    }

    [Fact]
    public void A_random_number_is_below_the_bound()
    {
        var expression = Evaluate.Compile(" return rand(source) + 1;  ");
        var input = Evaluate.Input(10);
        var seen = new HashSet<long>();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(expression.TryEvaluate(input, out var value, out _));
            seen.Add(value.AsInt64()!.Value);
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), seen.Order());
    }

    [Fact]
    public void A_text_that_is_no_number_is_a_fault() =>
        Assert.Equal(("FLOW3063", 1, 8), Placed(Evaluate.Fault("return long(source);", "\"abc\"")));

    [Fact]
    public void An_expression_without_its_second_operand_is_refused() =>
        Assert.Equal(("FLOW3050", 1, 17), Placed(Evaluate.Refusal("return source + ;")));

    [Fact]
    public void An_endless_loop_is_stopped() => Assert.Equal(("FLOW3070", 2, 1), Placed(Evaluate.Fault(
        """
        let i = source;
        while true {
          i = i + 1;
        }
        return i;
        """,
        "0")));

    [Fact]
    public void Progress_is_calculated_from_params_and_running_time()
    {
        var input = new ExpressionInput(Evaluate.Services())
        {
            Params = FlowValue.Parse("""{"expected":4000}"""),
            TaskRunningTimeInMillis = 1000,
        };
        Assert.Equal(0.25, Evaluate.Value("let p = taskRunningTimeInMillis / double(params.expected); return p > 1 ? 1 : p;", input));
    }

    private static (string Code, int Line, int Column) Placed(ExpressionFault fault) => (fault.Code, fault.Line, fault.Column);
}

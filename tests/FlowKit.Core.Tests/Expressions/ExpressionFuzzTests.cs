using System.Globalization;
using System.Text;
using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

/// <summary>
/// Whatever the text, compiling and evaluating end with a value or a fault at a place inside it, the input is as before, and a second
/// evaluation gives the same. <c>FLOWKIT_FUZZ</c> sets the number of texts, <c>FLOWKIT_FUZZ_SEED</c> the first seed.
/// </summary>
public class ExpressionFuzzTests
{
    private static readonly string[] Words =
    [
        "let", "if", "elsif", "else", "for", "in", "while", "break", "continue", "return", "lambda", "end", "fn", "true", "false", "nil",
        "source", "context", "input", "a", "b", "x", "f", "$0", "$1", "is_def", "count", "map", "filter", "reduce", "sort", "include", "range",
        "str", "long", "double", "type", "min", "max", "rand", "now", "tuple", "concat", "distinct", "reverse", "group_by", "repeat", "zipmap",
        "seq.list", "seq.map", "seq.set", "seq.add", "seq.add_all", "seq.put", "seq.remove", "seq.get", "seq.keys", "seq.vals", "seq.every",
        "seq.some", "seq.gt", "seq.eq", "seq.and", "string.length", "string.split", "string.join", "string.replace_all", "string.substring",
        "string.indexOf", "math.round", "math.pow", "math.sqrt", "date_to_string", "string_to_date", ".a", ".key", ".value", "[0]", "['a']",
        "0", "1", "2", "-1", "0.5", "1e300", "9223372036854775807", "0xff", "10N", "'a'", "\"b#{a}c\"", "'yyyy-MM-dd'", "''", "/a+/", "/(a|b)*/",
        "/(a{1,9}){1,9}/", "+", "-", "*", "/", "%", "**", "==", "!=", "<", "<=", ">", ">=", "=~", "&&", "||", "!", "~", "&", "|", "^", "<<",
        ">>", ">>>", "?", ":", "=", "->", "(", ")", "[", "]", "{", "}", ",", ";", ".", "#", "##", "\n", "'", "\"", "\\", "#{", "é", "\u0000",
    ];

    private static readonly string[] Programs =
    [
        "let list = seq.list(); for i in range(0, 5) { seq.add(list, i * 2); } return list;",
        "fn f(n) { if n <= 1 { return 1; } return n * f(n - 1); } f(20)",
        "for x in source { x.a = 1; seq.put(x, 'b', 2); } return source;",
        "let m = seq.map('a', 1, 'b', seq.list(1, 2)); for k, v in m { if k == 'a' { continue; } a = v; } return a[1];",
        "reduce(filter(map(source, lambda(x) -> count(str(x)) end), seq.gt(1)), +, 0)",
        "if 'abc' =~ /(a)(.*)/ { return \"#{$2}-#{string.length($0)}\"; } else { return nil; }",
        "let c = 0; let up = lambda() -> c = c + 1 end; up(); up(); c",
        "let i = 0; while i < 10 { i = i + 1; if i % 2 == 0 { continue; } elsif i > 7 { break; } } i",
        "sort(string.split('b,a,c', ','), lambda(x, y) -> cmp(y, x) end)",
        "string.replace_all('a1b22', '([0-9]+)', '<$1>') + string.join(seq.keys(context), '|')",
        "let a = seq.list(1, 2); seq.add(a, a); is_def(b) ? 1 : 2 ** 3 ** 2 / 7.5",
        "context.n = source[0]; context['m'] = { let y = 5; return y; }; group_by(range(0, 9, 2), lambda(v) -> v % 3 end)",
    ];

    private static readonly FlowValue Source = FlowValue.Parse("""[{"a":0,"c":[1,"x",null]},{"b":1.50},{},[],"text",12345678901234567890]""");
    private static readonly FlowValue Context = FlowValue.Parse("""{"n":1,"user":{"name":"ada"},"list":[3,1,2],"flag":true}""");
    private static readonly string Before = Source.ToJson() + Context.ToJson();

    private static readonly ExpressionLimits Limits = new() { MaxSteps = 20_000, MaxMemory = 200_000, MaxDepth = 500, MaxResultSize = 20_000 };

    [Fact]
    public void Random_texts_end_with_a_value_or_a_fault()
    {
        var count = Number("FLOWKIT_FUZZ", 20_000);
        var first = Number("FLOWKIT_FUZZ_SEED", 1);
        for (var seed = first; seed < first + count; seed++)
        {
            var text = Text(new Random(seed));
            try
            {
                Check(text);
            }
            catch (Exception broken) when (broken is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, text {text}: {broken}");
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"seed {seed}, text {text}: {broken.Message}");
            }
        }
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "true", "")]
    [InlineData("-", "1", "")]
    [InlineData("1 + ", "1", "")]
    [InlineData("", "1", " + 1")]
    [InlineData("2 ** ", "1", "")]
    [InlineData("a = ", "1", "")]
    [InlineData("a ? 1 : ", "1", "")]
    [InlineData("{", "1", "}")]
    [InlineData("if true {", "1", "}")]
    [InlineData("if true {} else {", "1", "}")]
    [InlineData("if a {} els", "", "")]
    [InlineData("seq.list(", "1", ")")]
    [InlineData("lambda() -> ", "1", " end")]
    [InlineData("fn() {", "1", "}")]
    [InlineData("\"#{", "1", "}\"")]
    [InlineData("source[", "0", "]")]
    [InlineData("", "source", "[0]")]
    [InlineData("", "source", ".a")]
    [InlineData("", "source", "()")]
    [InlineData("", "seq.list", "()")]
    [InlineData("let a = {", "1", "};")]
    [InlineData("return ", "1", "")]
    [InlineData("while true { ", "break;", "}")]
    [InlineData("for x in source { ", "x", "}")]
    [InlineData("fn f(x) { ", "x", "}")]
    [InlineData("1;", "1", "")]
    [InlineData("let a = 1;", "a", "")]
    [InlineData("a.b.", "c", "()")]
    public void Text_nested_as_deep_as_it_may_be_long_ends(string open, string middle, string close)
    {
        foreach (var depth in new[] { 50, 99, 101, 250, 5_000, 65_536 / Math.Max(1, open.Length + close.Length) })
        {
            Check(Repeated(open, depth) + middle + Repeated(close, depth));
        }
    }

    private static string Repeated(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Text(Random random)
    {
        if (random.Next(2) == 0)
        {
            return new RandomProgram(random).Write();
        }

        if (random.Next(3) == 0)
        {
            return string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 30)).Select(_ => Pick(random, Words)));
        }

        var tokens = Pick(random, Programs).Split(' ').ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens[at] = Pick(random, Words);
                    break;
                case 1:
                    tokens.Insert(at, Pick(random, Words));
                    break;
                case 2:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
                case 3:
                    tokens.InsertRange(at, Pick(random, Programs).Split(' '));
                    break;
                default:
                    var token = tokens[at];
                    tokens[at] = token.Length == 0 ? "x" : token.Remove(random.Next(token.Length), 1);
                    break;
            }
        }

        return string.Join(' ', tokens);
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static void Check(string text)
    {
        if (!Expression.TryCompile(text, out var expression, out var fault))
        {
            CheckFault(text, fault);
            return;
        }

        var (first, second) = (Run(expression), Run(expression));
        Assert.Equal(first.Fault?.Code, second.Fault?.Code);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(Before, Source.ToJson() + Context.ToJson());
        if (first.Fault is not null)
        {
            CheckFault(text, first.Fault);
        }
    }

    private static (string? Value, ExpressionFault? Fault) Run(Expression expression)
    {
        var input = new ExpressionInput(Evaluate.Services()) { Source = Source, Context = Context, Limits = Limits };
        return expression.TryEvaluate(input, out var value, out var fault) ? (value.ToJson(), null) : (null, fault);
    }

    private static void CheckFault(string text, ExpressionFault fault)
    {
        Assert.StartsWith("FLOW30", fault.Code, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Message);
        var lines = text.Split('\n');
        Assert.InRange(fault.Line, 1, lines.Length);
        Assert.InRange(fault.Column, 1, lines[fault.Line - 1].Length + 1);
    }
}

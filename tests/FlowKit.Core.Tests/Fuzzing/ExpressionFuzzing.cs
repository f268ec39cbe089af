using FlowKit.Core.Tests.Expressions;
using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Errors;
using FlowKit.Expressions;
using FlowKit.Values;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>
/// Whatever an expression is, and whatever it is evaluated over: compiling and evaluating end with a value or a fault at a place inside the
/// text, within the bounds, the same each time, and the documents are as before.
/// </summary>
public class ExpressionFuzzing(ITestOutputHelper output)
{
    private const int Usual = 12_000;

    // A compiled text is some nodes a character; a step may make a frame, a unit of memory is a character or part of an item.
    private const long BytesPerCharacter = 4_000;
    private const long BytesPerStep = 400;
    private const long BytesPerUnit = 40;

    private static readonly ExpressionLimits Limits = new() { MaxSteps = 10_000, MaxMemory = 100_000, MaxDepth = 500, MaxResultSize = 10_000 };

    private static readonly string[] Names = ["a", "b", "c", "k", "key", "value", "n", "x", "user", "name", "list", "0", "", "x-y"];

    private static readonly string[] Words =
    [
        "let ", "if ", "elsif ", "else ", "for ", " in ", "while ", "break;", "continue;", "return ", "lambda(x) -> ", " end", "fn f(x) { ", "true", "false", "nil",
        "source", "context", "input", "output", "a", "x", "$0", "$1", "is_def(", "count(", "map(", "filter(", "reduce(", "sort(", "range(", "str(", "long(",
        "seq.list(", "seq.map(", "seq.add(", "seq.put(", "string.split(", "string.replace_all(", "string.join(", "repeat(1000000, ", "range(0, 1000000000)",
        "math.pow(", "**", "<<", ">>>", "=~", "&&", "||", "?", ":", "->", "(", ")", "[", "]", "{", "}", ";", ",", ".", "#{", "##", "/a+/", "/(a|b)*c/",
        "/((a{1,30}){1,30}){1,30}/", "/[^\\]]*/", "while true { }", "fn f(x) { f(x) } f(1)", "'", "\"", "\\",
    ];

    [Fact]
    public void Expressions_end_with_a_value_or_a_fault()
    {
        var mutator = new TextMutator(Corpus.Expressions, Words);
        output.WriteLine(FuzzCampaign.Run(Usual, random => Input(random, mutator), Check, Bound).ToString());
    }

    private static (string Text, FlowValue Document) Input(Random random, TextMutator mutator) => (
        random.Next(3) == 0 ? new RandomProgram(random).Write() : mutator.Make(random), new RandomValue(random, Names).Object(4));

    private static long Bound((string Text, FlowValue Document) input) =>
        200_000 + (BytesPerCharacter * input.Text.Length) + (2 * ((BytesPerStep * Limits.MaxSteps) + (BytesPerUnit * Limits.MaxMemory)));

    private static void Check((string Text, FlowValue Document) input)
    {
        if (!Expression.TryCompile(input.Text, out var expression, out var fault))
        {
            CheckFault(input.Text, fault);
            return;
        }

        var before = input.Document.ToJson();
        var (first, second) = (Run(expression, input.Document), Run(expression, input.Document));
        Assert.Equal(before, input.Document.ToJson());
        if (first.Fault is not null)
        {
            CheckFault(input.Text, first.Fault);
        }

        // Only the time of regular expressions differs from one run to the next.
        if (first.Fault?.Code != FlowErrorCodes.ExpressionTime && second.Fault?.Code != FlowErrorCodes.ExpressionTime)
        {
            Assert.Equal(first.Fault, second.Fault);
            Assert.Equal(first.Value, second.Value);
        }

        CheckValue(first.Value);
    }

    private static (FlowValue Value, ExpressionFault? Fault) Run(Expression expression, FlowValue document)
    {
        var input = new ExpressionInput(Evaluate.Services())
        {
            Source = document["list"], Context = document, Input = document["a"], Output = document["b"], Limits = Limits,
        };
        return expression.TryEvaluate(input, out var value, out var fault) ? (value, null) : (default, fault);
    }

    private static void CheckFault(string text, ExpressionFault fault)
    {
        Assert.StartsWith("FLOW30", fault.Code, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Message);
        var lines = text.Split('\n');
        Assert.InRange(fault.Line, 1, lines.Length);
        Assert.InRange(fault.Column, 1, lines[fault.Line - 1].Length + 1);
    }

    private static void CheckValue(FlowValue value)
    {
        Assert.True(value.Extent.Depth <= ExpressionLimits.MaxValueDepth);
        Assert.True(value.Extent.Bytes <= 20 * Limits.MaxResultSize, $"{value.Extent.Bytes} bytes");
        if (!value.IsMissing)
        {
            // Half a surrogate, which an expression can cut out of a text, is written as U+FFFD; whatever was read once stays.
            var read = FlowValue.Parse(value.ToJson());
            Assert.Equal(read, FlowValue.Parse(read.ToJson()));
        }
    }
}

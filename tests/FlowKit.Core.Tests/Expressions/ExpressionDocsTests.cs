using System.Reflection;
using System.Text.RegularExpressions;
using FlowKit.Errors;
using FlowKit.Expressions.Functions;

namespace FlowKit.Core.Tests.Expressions;

/// <summary>docs/expressions.md says what is so: its examples are run, and it names every function and every code.</summary>
public class ExpressionDocsTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "expressions.md"));

    [Fact]
    public void Every_example_gives_what_the_page_says()
    {
        var examples = Regex.Matches(
            Text, @"^(?:\| `[^|]*` \|[^|]*)?\| `(?<expression>[^|`]+)` \| `(?<json>[^|`]+)` \|(?: [^|]+ \|)?$", RegexOptions.Multiline);
        Assert.InRange(examples.Count, 100, 1000);
        Assert.All(examples, example =>
            Assert.Equal(example.Groups["json"].Value, Evaluate.Value(example.Groups["expression"].Value).ToJson()));
    }

    [Fact]
    public void The_script_at_the_top_runs()
    {
        var script = Regex.Match(Text, "```\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal("""["low","mid","high"]""", Evaluate.Value(script, "[5,50,500]").ToJson());
    }

    [Fact]
    public void Every_function_has_a_row() =>
        Assert.All(BuiltIns.Names, name => Assert.Contains($"\n| `{name}(", Text, StringComparison.Ordinal));

    [Fact]
    public void Every_code_has_a_row()
    {
        var codes = typeof(FlowErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.Name.StartsWith("Expression", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!);
        var rows = Regex.Matches(Text, "^\\| (FLOW\\d{4}) \\|", RegexOptions.Multiline).Select(row => row.Groups[1].Value);
        Assert.Equal(codes.Order(), rows.Order());
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "FlowKit.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}

using System.Text.RegularExpressions;

namespace FlowKit.Core.Tests.Fuzzing.Harness;

/// <summary>Texts of the project's own files that inputs are made from: whatever is added there is fuzzed from then on.</summary>
internal static partial class Corpus
{
    private const int MostLength = 20_000;

    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>JSONPaths: of tests, scenarios and samples.</summary>
    public static IReadOnlyList<string> Paths { get; } = Distinct(
        Literals("tests/FlowKit.Core.Tests/Mapping").Where(text => text.StartsWith('$'))
            .Concat(Texts("tests/FlowKit.Tests/conformance", "*.yaml").Concat(Texts("samples", "*.yaml")).SelectMany(PathsOf)));

    /// <summary>Expressions: of tests, scenarios and the page about them.</summary>
    public static IReadOnlyList<string> Expressions { get; } = Distinct(
        Literals("tests/FlowKit.Core.Tests/Expressions")
            .Concat(Texts("docs", "expressions.md").SelectMany(text => Code().Matches(text).Select(match => match.Groups[1].Value)))
            .Concat(Texts("tests/FlowKit.Tests/conformance", "*.yaml").SelectMany(ExpressionsOf)));

    /// <summary>Scenario files, whole.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = Distinct(Texts("tests/FlowKit.Tests/conformance", "*.yaml"));

    /// <summary>The flows of samples, tests and docs.</summary>
    public static IReadOnlyList<string> Flows { get; } = Distinct(
        Texts("samples", "*.yaml").Concat(Texts("docs", "*.md").SelectMany(text => YamlBlock().Matches(text).Select(match => match.Groups[1].Value))));

    private static string[] Distinct(IEnumerable<string> texts) =>
        [.. texts.Where(text => text.Length is > 0 and < MostLength).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Texts(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static IEnumerable<string> Literals(string folder) =>
        Texts(folder, "*.cs").SelectMany(text => Literal().Matches(text)).Select(match => Unescape(match.Groups[1].Value));

    // As far as it matters: what stays escaped is an odd text, and odd texts are welcome.
    private static string Unescape(string literal) => literal
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace(@"\\", @"\", StringComparison.Ordinal);

    private static IEnumerable<string> PathsOf(string text) => PathText().Matches(text).Select(match => match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value);

    private static IEnumerable<string> ExpressionsOf(string text) => ExpressionText().Matches(text).Select(match => match.Groups[1].Value.Trim('"', '\''));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"FlowKit.sln is in no folder above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("""
        "((?:[^"\\\n]|\\.)*)"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?s)```yaml\n(.*?)```")]
    private static partial Regex YamlBlock();

    [GeneratedRegex("""
        "(\$[^"\n]*)"|'(\$[^'\n]*)'|(\$[.\[][^\s,}"']*)
        """)]
    private static partial Regex PathText();

    [GeneratedRegex(@"(?:transform|expression|calculation|key): *([^\n|>][^\n]*)")]
    private static partial Regex ExpressionText();
}

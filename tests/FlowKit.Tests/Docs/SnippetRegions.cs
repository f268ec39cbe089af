using System.Text.RegularExpressions;
using FlowKit.Tests.Samples;

namespace FlowKit.Tests.Docs;

/// <summary>The regions of the compiled snippets; regions of one name are one text.</summary>
internal static partial class SnippetRegions
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetFiles(Repository.Path("tests", "FlowKit.Tests", "Snippets"), "*.cs")
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .GroupBy(region => region.Groups[1].Value, region => Dedent(region.Groups[2].Value))
            .Select(parts => string.Join("\n\n", parts)),
    ];

    private static string Dedent(string text)
    {
        var lines = text.Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    [GeneratedRegex(@"^ *#region (.+?)\n(.*?)\n *#endregion$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();
}

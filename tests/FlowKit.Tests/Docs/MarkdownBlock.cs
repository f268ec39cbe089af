using System.Text.RegularExpressions;

namespace FlowKit.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
internal sealed partial record MarkdownBlock(string Page, int Line, string Language, string Text)
{
    public static IReadOnlyList<MarkdownBlock> In(string page)
    {
        var text = File.ReadAllText(Samples.Repository.Path(page.Split('/')));
        return [.. Fence().Matches(text).Select(block => new MarkdownBlock(
            page, text.AsSpan(0, block.Index).Count('\n') + 1, block.Groups[1].Value, block.Groups[2].Value))];
    }

    public override string ToString() => $"{Page}({Line})";

    [GeneratedRegex(@"^```(\w*)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

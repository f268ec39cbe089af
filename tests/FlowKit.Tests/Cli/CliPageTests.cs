using System.Text.RegularExpressions;
using FlowKit.Tests.Docs;
using FlowKit.Tests.Scenarios;

namespace FlowKit.Tests.Cli;

/// <summary>docs/cli.md shows what the tool does: every call on the page is made.</summary>
public sealed partial class CliPageTests : IDisposable
{
    private const string Page = "docs/cli.md";
    private const string Prompt = "$ flowkit ";

    private static readonly IReadOnlyList<MarkdownBlock> Blocks = MarkdownBlock.In(Page);

    private readonly TestFolder _folder = new();

    public CliPageTests()
    {
        var flow = Block("yaml", "dagName: order");
        _folder.Write("order.yaml", flow + "\n");
        _folder.Write("wrong.yaml", flow.Replace("next: send", "next: sned", StringComparison.Ordinal) + "\n");
        _folder.Write("order.flowtest.yaml", Block("yml", "expect:") + "\n");
        _folder.Write("stubs.json", Block("json", "charge"));
    }

    public static TheoryData<string> Calls => [.. Blocks.Where(block => block.Language == "console").Select(block => block.Text)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_prints_what_the_page_shows(string shown)
    {
        var (line, rest) = (shown[..shown.IndexOf('\n', StringComparison.Ordinal)], shown[(shown.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        var call = await CliCall.RunAsync([.. Words().Matches(line[Prompt.Length..]).Select(Argument)]);

        Assert.Empty(call.Error);
        Assert.Equal(Lines(rest), Lines(call.Out.Replace(_folder.Path + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal)));
    }

    private static string Block(string language, string words) =>
        Blocks.First(block => block.Language == language && block.Text.Contains(words, StringComparison.Ordinal)).Text;

    /// <summary>A word of the line, without its quotes; a file stands in the folder of the test.</summary>
    private string Argument(Match word)
    {
        var text = word.Value.Trim('\'');
        return File.Exists(Path.Combine(_folder.Path, text)) ? Path.Combine(_folder.Path, text) : text;
    }

    /// <summary>The lines without what differs from run to run; those of the tasks may come in another order.</summary>
    private static string[] Lines(string text)
    {
        var lines = Varying().Replace(text.ReplaceLineEndings("\n").TrimEnd(), "...").Split('\n');
        var progress = lines.TakeWhile(line => Progress().IsMatch(line)).ToArray();
        return [.. progress.Order(StringComparer.Ordinal), .. lines.Skip(progress.Length)];
    }

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=_c_)[0-9a-f-]{36}|\d+\.\d(?= s )|\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Varying();

    [GeneratedRegex("^[a-z]+ [A-Z]+(, attempt 2)?$")]
    private static partial Regex Progress();
}

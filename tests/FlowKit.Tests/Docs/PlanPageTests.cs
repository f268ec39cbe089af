using System.Text;
using System.Text.RegularExpressions;
using FlowKit.Tests.Cli;
using FlowKit.Tests.Drawing;
using FlowKit.Tests.Samples;
using FlowKit.Tests.Scenarios;

namespace FlowKit.Tests.Docs;

/// <summary>
/// The pictures and explanations of docs/plan.md are made anew and compared. A picture stands behind a comment with the call that made it; a
/// console block begins with its call. <c>FLOWKIT_APPROVE=1</c> writes what the tool prints now.
/// </summary>
public sealed partial class PlanPageTests : IDisposable
{
    private const string Page = "docs/plan.md";

    private readonly TestFolder _folder = new();

    public PlanPageTests()
    {
        foreach (var flow in MarkdownBlock.In(Page).Where(block => block.Language == "yaml"))
        {
            _folder.Write($"{DagName().Match(flow.Text).Groups[1].Value}.yaml", flow.Text + "\n");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_and_explanations_are_what_the_tool_prints()
    {
        var text = File.ReadAllText(Repository.Path("docs", "plan.md")).ReplaceLineEndings("\n");
        var made = new StringBuilder();
        var end = 0;
        foreach (Match block in Made().Matches(text))
        {
            made.Append(text, end, block.Index - end).Append(block.Groups["head"].Value);
            made.Append(await PrintedAsync(block.Groups["call"].Value)).Append("```\n");
            end = block.Index + block.Length;
        }

        made.Append(text, end, text.Length - end);
        Assert.NotEqual(0, end);
        Approved.Check(made.ToString(), "docs", "plan.md");
    }

    [Fact]
    public async Task Image_files_are_what_the_tool_prints()
    {
        var images = Images().Matches(File.ReadAllText(Repository.Path("docs", "plan.md")));
        Assert.NotEmpty(images);
        foreach (Match image in images)
        {
            Approved.Check(await PrintedAsync(image.Groups["call"].Value), "docs", "images", image.Groups["file"].Value);
        }
    }

    [Fact]
    public void Every_image_file_stands_on_the_page()
    {
        var text = File.ReadAllText(Repository.Path("docs", "plan.md"));
        Assert.All(
            Directory.GetFiles(Repository.Path("docs", "images")), file => Assert.Contains($"(images/{Path.GetFileName(file)})", text, StringComparison.Ordinal));
    }

    private async Task<string> PrintedAsync(string line)
    {
        var args = Words().Matches(line).Select(word => word.Value.Trim('\''))
            .Select(word => File.Exists(Path.Combine(_folder.Path, word)) ? Path.Combine(_folder.Path, word) : word);
        var call = await CliCall.RunAsync([.. args]);
        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        return call.Out;
    }

    [GeneratedRegex(@"(?<head><!-- flowkit (?<call>[^\n>]*) -->\n```mermaid\n|```console\n\$ flowkit (?<call>[^\n]*)\n)(?<body>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Made();

    [GeneratedRegex(@"<!-- flowkit (?<call>[^\n>]*) > images/(?<file>[\w.-]+) -->")]
    private static partial Regex Images();

    [GeneratedRegex(@"^dagName: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex DagName();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Words();
}
